import { buildError } from '../build-error.ts'
import type { ResMap } from '../res-map.ts'
import { emitYaml } from '../yaml/emit.ts'
import { cloneNode, type MapNode } from '../yaml/node.ts'
import type { Transformer } from './transformer.ts'

const validatedBy = 'validated-by'

/** Runs a transformer that may complain, and leave its name in a label, but change nothing else. */
export function runValidator(validator: Transformer, resources: ResMap): void {
  const before = resources.resources.map(resource => emitYaml(resource.node))
  validator.transform(resources)
  const after = resources.resources.map(resource => emitYaml(withoutLabel(resource.node)))
  if (before.length === after.length && before.every((text, i) => text === after[i])) return
  throw buildError('KUSTOMIZE_VALIDATION', 'a validator must not change resources', {
    at: validator.node,
    hint: 'List it under transformers.',
  })
}

function withoutLabel(node: MapNode): MapNode {
  const copy = cloneNode(node)
  const metadata = copy.get('metadata')
  const labels = metadata?.kind === 'map' ? metadata.get('labels') : undefined
  if (labels?.kind !== 'map' || !labels.delete(validatedBy)) return copy
  if (labels.size === 0 && metadata?.kind === 'map') metadata.delete('labels')
  return copy
}
