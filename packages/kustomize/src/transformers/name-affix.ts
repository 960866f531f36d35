import type { FieldSpec } from '../kustomization.ts'
import { isSelectedByGvk } from '../resource-id.ts'
import { restyled } from '../yaml/fields.ts'
import { ScalarNode, type Node } from '../yaml/node.ts'
import { appliesTo, putNode, visitFields } from './field-spec.ts'
import type { Transformer } from './transformer.ts'

export interface NameAffix {
  readonly side: 'prefix' | 'suffix'
  readonly affix: string
  readonly fieldSpecs: readonly FieldSpec[]
  readonly node?: Node | undefined
}

/** Their names mean something to others, and are left alone. */
const fixedNames = [
  { kind: 'CustomResourceDefinition' },
  { kind: 'APIService', group: 'apiregistration.k8s.io' },
  { kind: 'Namespace' },
]

/** Adds a prefix or a suffix to names (`namePrefix`, `nameSuffix`). */
export function nameAffixTransformer(options: NameAffix): Transformer {
  const { side, affix, fieldSpecs, node: at } = options
  return {
    by: side === 'prefix' ? 'namePrefix' : 'nameSuffix',
    kind: side === 'prefix' ? 'PrefixTransformer' : 'SuffixTransformer',
    node: at,
    transform(resources) {
      const { meter } = resources
      meter.step(Math.ceil((resources.resources.length * fieldSpecs.length) / 8), at)
      for (const resource of resources.resources) {
        const id = resource.originalId
        if (fixedNames.some(gvk => isSelectedByGvk(id, gvk))) continue
        for (const spec of fieldSpecs) {
          if (!isSelectedByGvk(id, spec)) continue
          if (spec.path === 'metadata/name' && affix !== '') {
            const { prefixes, suffixes } = resource.notes
            resource.notes =
              side === 'prefix'
                ? { ...resource.notes, prefixes: [...prefixes, affix] }
                : { ...resource.notes, suffixes: [...suffixes, affix] }
            resource.rememberId()
          }
          const root = resource.edit()
          if (!appliesTo(spec, root)) continue
          visitFields(root, spec, 'text', slot => {
            const { node } = slot
            if (node.kind !== 'scalar') return
            meter.text(affix.length + node.text.length, at)
            const text = side === 'prefix' ? affix + node.text : node.text + affix
            putNode(
              root,
              slot,
              restyled(new ScalarNode(text, '', 'plain', node.source, node.offset), node),
            )
          })
        }
      }
      resources.touch()
    },
  }
}
