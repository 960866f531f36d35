import { readFileSync, writeFileSync } from 'node:fs'
import { askPython } from './ask-python.ts'

// Writes anew what Python says of each text in python-answers.json. To add a text, add it there
// with any answer.
//
//     node packages/ipam/src/testing/record-python-answers.ts

const file = new URL('python-answers.json', import.meta.url)
const texts = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)
const answers = askPython(texts)
if (!answers) throw new Error('python3 is not installed')
const recorded = Object.fromEntries(texts.map((text, at) => [text, answers[at]]))
writeFileSync(file, `${JSON.stringify(recorded, undefined, 2)}\n`)
