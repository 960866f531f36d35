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
import type { KustomizationEdit } from '../src/edit/kustomization-edit.ts'
import { readKubernetesYaml, writeKubernetesYaml } from '../src/yaml/kubernetes-yaml.ts'
import type { ValueMap } from '../src/yaml/value.ts'
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
    const cwd = join(directory, rootOf(one))
    const isEdited = (one.edits ?? []).every(edit => apply(edit, cwd))
    const { status, stdout } = run(cwd, ['build', '.'])
    return { ...one, want: isEdited && status === 0 ? stdout : undefined }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function run(cwd: string, args: readonly string[]): { status: number | null; stdout: string } {
  const { status, stdout, error } = spawnSync(kustomize, args, { cwd, encoding: 'utf8' })
  if (error) throw error
  return { status, stdout }
}

/** Edits the kustomization of a directory as Argo CD does; false where the edit is refused. */
function apply(edit: KustomizationEdit, cwd: string): boolean {
  if ('add' in edit && edit.add === 'patches') return addPatches(edit.patches, cwd)
  return run(cwd, ['edit', ...argumentsOf(edit)]).status === 0
}

function argumentsOf(edit: Exclude<KustomizationEdit, { add: 'patches' }>): readonly string[] {
  if ('set' in edit) {
    switch (edit.set) {
      case 'namePrefix':
      case 'nameSuffix':
      case 'namespace':
        return ['set', edit.set.toLowerCase(), '--', edit.value]
      case 'images':
        return ['set', 'image', ...edit.images]
      case 'replicas':
        return ['set', 'replicas', ...edit.replicas.map(({ name, count }) => `${name}=${count}`)]
      default:
        return edit satisfies never
    }
  }
  if (edit.add === 'components') return ['add', 'component', ...edit.paths]
  const flags = [
    ...(edit.force ? ['--force'] : []),
    ...(edit.add === 'labels' && edit.withoutSelector ? ['--without-selector'] : []),
    ...(edit.add === 'labels' && edit.includeTemplates ? ['--include-templates'] : []),
  ]
  const pairs = Object.entries(edit.pairs).map(([key, value]) => `${key}:${value}`)
  return ['add', edit.add.slice(0, -1), ...flags, ...pairs]
}

/** (argo-cd: util/kustomize Build, opts.Patches) */
function addPatches(added: readonly object[], cwd: string): boolean {
  const path = join(cwd, 'kustomization.yaml')
  const value = readKubernetesYaml(readFileSync(path, 'utf8')) as ValueMap | null
  const patches = value && ('patches' in value ? value['patches'] : [])
  if (!Array.isArray(patches)) return false
  writeFileSync(path, writeKubernetesYaml({ ...value, patches: [...patches, ...added] }))
  return true
}
