/*
 * Writes the golden repository anew; read the diff before you commit it.
 *
 *     node test/golden/update.ts
 */
import { rmSync } from 'node:fs'
import { writeTree } from '../support/tree.ts'
import { generateGolden, golden } from './generate-golden.ts'

const tree = await generateGolden()
rmSync(golden.expected, { recursive: true, force: true })
writeTree(golden.expected, tree)
process.stdout.write(`${Object.keys(tree).length} files\n`)
