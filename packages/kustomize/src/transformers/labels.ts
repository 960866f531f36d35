import { compareStrings } from '@bulkhead/diagnostics'
import { buildError } from '../build-error.ts'
import type { FieldSpec, StringMap } from '../kustomization.ts'
import { setField } from '../yaml/fields.ts'
import { ScalarNode, type MapNode, type Node } from '../yaml/node.ts'
import { specsFor, visitFields } from './field-spec.ts'
import type { Transformer } from './transformer.ts'

export interface TextMapOptions {
  readonly by: string
  readonly pairs: StringMap
  readonly fieldSpecs: readonly FieldSpec[]
  readonly node?: Node | undefined
}

/** Adds labels to objects, and where asked to selectors and templates. */
export function labelTransformer(options: TextMapOptions): Transformer {
  return textMapTransformer('LabelTransformer', options)
}

export function annotationsTransformer(options: TextMapOptions): Transformer {
  return textMapTransformer('AnnotationsTransformer', options)
}

function textMapTransformer(kind: string, options: TextMapOptions): Transformer {
  const { by, pairs, node } = options
  const keys = Object.keys(pairs).sort(compareStrings)
  return {
    by,
    kind,
    node,
    transform(resources) {
      if (keys.length === 0) return
      const places = resources.resources.length * keys.length * options.fieldSpecs.length
      resources.meter.step(Math.ceil(places / 8), node)
      for (const resource of resources.resources) {
        const root = resource.edit()
        const specs = specsFor(root, options.fieldSpecs)
        for (const key of keys) addEntry(root, key, specs, options)
      }
      resources.dropEmpty()
    },
  }
}

/** Adds one entry to every map that the field specs lead to. */
function addEntry(
  root: MapNode,
  key: string,
  specs: readonly FieldSpec[],
  { pairs, node }: TextMapOptions,
) {
  const at = node?.kind === 'map' ? (node.get(key) ?? node) : node
  let added: ScalarNode | undefined
  for (const spec of specs) {
    visitFields(root, spec, 'map', slot => {
      const map = slot.node
      if (map.kind !== 'map') {
        if (map.kind === 'scalar' && map.tag === '!!null') return
        throw buildError('KUSTOMIZE_TRANSFORMER', `"${spec.path}" must be a map`, { at: map })
      }
      if (map.has(key)) {
        setField(root, map, key, textNode())
        return
      }
      // What is added in several places is one value, and stays one when it is changed later.
      if (added) added.shared = true
      added ??= textNode()
      map.set(key, added)
    })
  }

  function textNode(): ScalarNode {
    return new ScalarNode(pairs[key] ?? '', '!!str', 'plain', at?.source, at?.offset)
  }
}
