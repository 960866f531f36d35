/**
 * Records what the real kustomize makes of the cases in `features/`:
 *
 *     KUSTOMIZE=/path/to/kustomize node packages/kustomize/test/record.ts [FILE...]
 *
 * It must be v5.6.0. Write the inputs of a case by hand, run this, and read the diff.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseCases, rootOf, stringifyCases, type FeatureCase } from './case-file.ts'

const kustomize = process.env['KUSTOMIZE'] ?? 'kustomize'
const features = join(import.meta.dirname, 'features')
const chosen = process.argv.slice(2)

for (const name of chosen.length > 0 ? chosen : readdirSync(features)) {
  const path = join(features, name)
  const cases = parseCases(readFileSync(path, 'utf8'))
  writeFileSync(path, stringifyCases(cases.map(record)))
}

function record(one: FeatureCase): FeatureCase {
  const directory = mkdtempSync(join(tmpdir(), 'kustomize-record-'))
  try {
    for (const [path, content] of one.files) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), content)
    }
    const { status, stdout, error } = spawnSync(
      kustomize,
      ['build', join(directory, rootOf(one))],
      {
        encoding: 'utf8',
      },
    )
    if (error) throw error
    return { ...one, want: status === 0 ? stdout : undefined }
  } finally {
    rmSync(directory, { recursive: true })
  }
}
