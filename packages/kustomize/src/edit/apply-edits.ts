import { buildError } from '../build-error.ts'
import { kustomizationShape, type KustomizationFile } from '../config/kustomization-shape.ts'
import { nodeOf } from '../config/shape.ts'
import type { KustomizationFields } from '../kustomization.ts'
import { isNilOrEmpty } from '../yaml/fields.ts'
import { MapNode, type Node } from '../yaml/node.ts'
import { PlacedSource, type Source } from '../yaml/source.ts'
import { addAnnotations, addLabels } from './add-pairs.ts'
import { EditFault } from './edit-fault.ts'
import type { EditedRoot, KustomizationEdit } from './kustomization-edit.ts'
import { nodeFor } from './node-for.ts'
import { setImages } from './set-images.ts'
import { setReplicas } from './set-replicas.ts'

/** The fields that an edit gives another value, or none. */
export type Change = {
  readonly [K in keyof KustomizationFields]?: KustomizationFields[K] | undefined
}

/**
 * A kustomization after some edits, as the commands of `kustomize edit` v5.6.0 leave it. What is not
 * edited keeps its place in the file.
 *
 * @param node the document; nothing for an empty file, which may be edited
 * @throws BuildError for a file that cannot be read, or an edit that is refused
 */
export function applyEdits(node: Node | undefined, { edits, location }: EditedRoot): Node {
  const source = location && new PlacedSource(location)
  const file = (node && kustomizationShape(node, 'kustomization')) ?? {}
  let fields: KustomizationFile = file
  const changed = new Set<keyof KustomizationFields>()
  for (const [i, edit] of edits.entries()) {
    try {
      if (i === 0 && 'add' in edit && edit.add === 'patches') refuseNoPatches(node)
      const change = changeOf(edit, fields)
      for (const field of Object.keys(change)) changed.add(field as keyof KustomizationFields)
      fields = { ...fields, ...change } as KustomizationFile
    } catch (error) {
      if (!(error instanceof EditFault)) throw error
      const { message, hint } = error
      throw buildError('KUSTOMIZE_EDIT', message, { at: location, hint, cause: error })
    }
  }
  return withFields(node, file, fields, changed, source)
}

/** (kustomize/commands/edit: RunSet…, RunAdd…) */
function changeOf(edit: KustomizationEdit, fields: KustomizationFile): Change {
  if ('set' in edit) {
    switch (edit.set) {
      case 'namePrefix':
      case 'nameSuffix':
      case 'namespace':
        return { [edit.set]: edit.value }
      case 'images':
        return { images: setImages(fields, edit.images), imageTags: undefined }
      case 'replicas':
        return { replicas: setReplicas(fields, edit.replicas) }
      default:
        return edit satisfies never
    }
  }
  switch (edit.add) {
    case 'labels':
      return addLabels(fields, edit)
    case 'annotations':
      return addAnnotations(fields, edit)
    case 'components': {
      const { components = [] } = fields
      return { components: [...new Set([...components, ...edit.paths])] }
    }
    case 'patches':
      return { patches: [...(fields.patches ?? []), ...edit.patches] }
    default:
      return edit satisfies never
  }
}

/**
 * Patches are written into the file as it is, where a field without a value is no list. The commands
 * of `kustomize edit` leave such a field out. (argo-cd: util/kustomize Build, opts.Patches)
 */
function refuseNoPatches(node: Node | undefined): void {
  if (node === undefined || (node.kind === 'scalar' && isNilOrEmpty(node))) {
    throw new EditFault('patches cannot be added to an empty kustomization', 'Give it resources.')
  }
  const patches = node.kind === 'map' ? node.get('patches') : undefined
  if (patches?.kind === 'scalar' && isNilOrEmpty(patches)) {
    throw new EditFault(
      'patches cannot be added where the field "patches" has no value',
      'Remove the field from the kustomization, or give it a list.',
    )
  }
}

/** Lists that an edit sorts anew have no order in common with what was there. */
const sorted: ReadonlySet<string> = new Set(['images', 'replicas'])

function withFields(
  node: Node | undefined,
  file: KustomizationFile,
  fields: KustomizationFile,
  changed: ReadonlySet<keyof KustomizationFields>,
  source: Source | undefined,
): Node {
  const edited = new MapNode([], [], node?.source ?? source, node?.offset)
  const names = new Set([...changed].map(field => field.toLowerCase()))
  if (node?.kind === 'map') {
    node.keys.forEach((key, i) => {
      if (!names.has(key.toLowerCase())) edited.set(key, node.values[i] as Node)
    })
  }
  for (const field of changed) {
    const value = fields[field]
    if (value === undefined) continue
    const before = sorted.has(field) || file[field] === undefined ? undefined : nodeOf(file, field)
    edited.set(field, nodeFor(value, source, before))
  }
  return edited
}
