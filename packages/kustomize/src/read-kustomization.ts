import { posix } from 'node:path'
import type { Budget } from '@bulkhead/diagnostics'
import { asBuildError } from './workspace.ts'
import { buildError } from './build-error.ts'
import { kustomizationShape, type KustomizationFile } from './config/kustomization-shape.ts'
import { applyEdits } from './edit/apply-edits.ts'
import type { EditedRoot } from './edit/kustomization-edit.ts'
import type { At, Loader } from './loader.ts'
import type { Node } from './yaml/node.ts'
import { parseDocument, refuseControlCharacters } from './yaml/parse.ts'
import { Source } from './yaml/source.ts'

/** The names that a kustomization file can have. A directory must hold exactly one of them. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** A kustomization as it was read, with its file. */
export interface ReadKustomization {
  readonly file: string
  readonly fields: KustomizationFile
  readonly node: Node
}

/** Reads and checks the kustomization of a directory, after some edits where there are any. */
export function readKustomization(
  loader: Loader,
  at: At,
  budget: Budget,
  edited?: EditedRoot,
): ReadKustomization {
  const found = kustomizationNames.flatMap(name => {
    const path = posix.join(loader.root, name)
    if (loader.restrictor === 'rootOnly' && !isInside(loader, path)) return []
    const bytes = loader.fileSystem.readFile(path)
    return bytes ? [{ path, bytes }] : []
  })
  const [only, ...others] = found
  if (!only || others.length > 0) {
    throw buildError(
      'KUSTOMIZE_NO_KUSTOMIZATION',
      only
        ? `more than one kustomization file in ${loader.root}`
        : `there is no kustomization file in ${loader.root}`,
      {
        at,
        hint: only ? 'Keep one of them.' : `Create ${kustomizationNames[0]} there.`,
      },
    )
  }
  const source = new Source(only.path, new TextDecoder('utf-8').decode(only.bytes), { budget })
  try {
    return check(source, edited)
  } catch (error) {
    throw asBuildError(error)
  }
}

/** A link that leaves the directory does not count as its kustomization. */
function isInside(loader: Loader, path: string): boolean {
  const real = loader.fileSystem.realPath(path)
  return real !== undefined && (loader.root === '/' || real.startsWith(`${loader.root}/`))
}

function check(source: Source, edited: EditedRoot | undefined): ReadKustomization {
  refuseControlCharacters(source)
  const written = parseDocument(source)
  const node = edited ? applyEdits(written, edited) : written
  const fields = node && kustomizationShape(node, 'kustomization')
  const isEmpty = !fields || Object.entries(fields).every(saysNothing)
  if (isEmpty) {
    throw buildError('KUSTOMIZE_FIELD', `${posix.basename(source.file)} is empty`, {
      at: source.locate(0),
      hint: 'List at least one resource.',
    })
  }
  const { kind = '', apiVersion = '' } = fields
  if (!['', 'Kustomization', 'Component'].includes(kind)) {
    throw buildError('KUSTOMIZE_FIELD', 'kind must be Kustomization or Component', { at: node })
  }
  const version = kind === 'Component' ? 'v1alpha1' : 'v1beta1'
  const wanted = `kustomize.config.k8s.io/${version}`
  if (apiVersion !== '' && apiVersion !== wanted) {
    throw buildError('KUSTOMIZE_FIELD', `apiVersion must be ${wanted}`, { at: node })
  }
  return { file: source.file, fields, node }
}

/** Fields that leave a kustomization empty, whatever they hold or because they hold nothing. */
function saysNothing([field, value]: [string, unknown]): boolean {
  switch (field) {
    case 'apiVersion':
    case 'kind':
      return true
    case 'bases':
    case 'imageTags':
    case 'helmChartInflationGenerator':
      return Array.isArray(value) && value.length === 0
    default:
      return value === ''
  }
}
