import { buildError } from './build-error.ts'
import { replacementShape } from './config/kustomization-shape.ts'
import { inheritNode, list, nodeOf } from './config/shape.ts'
import type { Replacement, ReplacementField } from './kustomization.ts'
import type { Loader } from './loader.ts'
import type { Workspace } from './workspace.ts'

const replacementList = list(replacementShape, {})

/** The replacements of a kustomization, with those that stand in files of their own. */
export function loadReplacements(
  entries: readonly ReplacementField[],
  loader: Loader,
  workspace: Workspace,
): readonly Replacement[] {
  return entries.flatMap(entry => {
    const { path = '', source, targets = [] } = entry
    const at = nodeOf(entry, 'path')
    // An empty list of targets is as good as none, but only here.
    if (path === '') return [targets.length > 0 ? entry : inheritNode({}, entry)]
    if (source || targets.length > 0) {
      throw buildError(
        'KUSTOMIZE_REPLACEMENT',
        'a replacement has either a path or a source and targets',
        { at },
      )
    }
    const node = workspace.document(loader, path, at)
    switch (node.kind) {
      case 'sequence':
        return replacementList(node, 'plugin') ?? []
      case 'map':
        return [replacementShape(node, 'plugin') ?? {}]
      case 'scalar':
        throw buildError('KUSTOMIZE_REPLACEMENT', 'expected a replacement, or a list of them', {
          at: node,
        })
    }
  })
}
