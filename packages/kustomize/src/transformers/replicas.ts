import { buildError } from '../build-error.ts'
import type { FieldSpec, Replica } from '../kustomization.ts'
import { isSelectedByGvk } from '../resource-id.ts'
import { restyled } from '../yaml/fields.ts'
import { ScalarNode, type Node } from '../yaml/node.ts'
import { appliesTo, putNode, visitFields } from './field-spec.ts'
import type { Transformer } from './transformer.ts'

export interface ReplicaOptions {
  readonly by: string
  readonly replica: Replica
  readonly fieldSpecs: readonly FieldSpec[]
  readonly node?: Node | undefined
}

/** Sets how many replicas the workload of a name has (`replicas`). */
export function replicaTransformer({
  by,
  replica,
  fieldSpecs,
  node: at,
}: ReplicaOptions): Transformer {
  const { name = '', count = 0 } = replica
  return {
    by,
    kind: 'ReplicaCountTransformer',
    node: at,
    transform(resources) {
      let found = false
      resources.meter.step(resources.resources.length * fieldSpecs.length, at)
      for (const spec of fieldSpecs) {
        const targets = resources.withAnyId(id => id.name === name && isSelectedByGvk(id, spec))
        found ||= targets.length > 0
        for (const resource of targets) {
          const root = resource.edit()
          if (!appliesTo(spec, root)) continue
          visitFields(root, spec, 'integer', slot => {
            const { node } = slot
            if (node.kind !== 'scalar') return
            const next = new ScalarNode(String(count), '!!int', 'plain', at?.source, at?.offset)
            putNode(root, slot, restyled(next, node))
          })
        }
      }
      if (found) return
      throw buildError('KUSTOMIZE_TRANSFORMER', `replicas: there is no workload "${name}"`, {
        at,
        hint: 'Correct the name, or remove the entry.',
      })
    },
  }
}
