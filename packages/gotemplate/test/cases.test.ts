import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { GoMap, goValue, sprigFunctions, Template, TemplateError } from '../src/index.ts'

/*
 * `cases/*.txt` is what Go 1.26 with Sprig v3.3 made of each template and `data.json`: after `=>` the
 * output, in JSON where it has line breaks or outer space, after `!!` the error. `--` is an option.
 */
const directory = join(import.meta.dirname, 'cases')
const { params, labels } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'data.json'), 'utf8'),
) as { params: object; labels: Readonly<Record<string, string>> }

for (const file of readdirSync(directory)) {
  describe(file.replace('.txt', ''), () => {
    for (const block of readFileSync(join(directory, file), 'utf8').trim().split('\n\n')) {
      const lines = block.split('\n')
      const options = lines.filter(line => line.startsWith('-- ')).map(line => line.slice(3))
      const want = lines.at(-1) ?? ''
      const template = lines.slice(options.length, -1).join('\n')
      test([template, ...options].join(' with '), () => {
        const run = () =>
          new Template('base', template, { functions: sprigFunctions, options }).execute(data())
        if (want.startsWith('!! ')) {
          assert.throws(run, error => {
            assert.ok(error instanceof TemplateError)
            assert.equal(error.message, want.slice(3))
            return true
          })
        } else assert.equal(run(), wanted(want.slice(3)))
      })
    }
  })
}

function wanted(text: string): unknown {
  return text.startsWith('"') ? JSON.parse(text) : text
}

/** Anew for each template: `set` changes what it is given. */
function data(): GoMap {
  const value = goValue(params)
  assert.ok(value instanceof GoMap)
  value.entries.set('labels', new GoMap(Object.entries(labels), 'string'))
  return value
}
