import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { build, buildMany } from '../src/build.ts'
import { BuildError } from '../src/build-error.ts'
import { memoryFileSystem } from '../src/file-system.ts'
import { parseCases, rootOf } from './case-file.ts'

const features = join(import.meta.dirname, 'features')

for (const file of readdirSync(features)) {
  describe(file.replace('.txt', ''), () => {
    for (const one of parseCases(readFileSync(join(features, file), 'utf8'))) {
      test(one.title, () => {
        const fileSystem = memoryFileSystem(one.files)
        const root = `/${rootOf(one)}`
        const { edits } = one
        const run = () => {
          if (!edits) return build(root, { fileSystem }).toYaml()
          const [outcome] = buildMany([{ root, edits, location: undefined }], { fileSystem })
          assert.ok(outcome)
          if ('error' in outcome) throw outcome.error
          return outcome.result.toYaml()
        }
        if (one.want === undefined) assert.throws(run, BuildError)
        else assert.equal(run(), one.want)
      })
    }
  })
}
