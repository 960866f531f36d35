import { buildError } from '../build-error.ts'
import type { BuildContext } from '../build-context.ts'
import type { KustomizationFile } from '../config/kustomization-shape.ts'
import { nodeOf } from '../config/shape.ts'
import { mergeSpecs, type TransformerConfig } from '../config/transformer-config.ts'
import type { FieldSpec, Label } from '../kustomization.ts'
import type { Loader } from '../loader.ts'
import { json6902Entry, loadPatch, loadStrategicMerge } from '../plugins.ts'
import { loadReplacements } from '../read-replacements.ts'
import { imageTransformer } from './images.ts'
import { annotationsTransformer, labelTransformer } from './labels.ts'
import { nameAffixTransformer } from './name-affix.ts'
import { namespaceTransformer } from './namespace.ts'
import { patchTransformer, strategicMergeTransformer } from './patches.ts'
import { replacementTransformer } from './replacements.ts'
import { replicaTransformer } from './replicas.ts'
import type { Transformer } from './transformer.ts'

/**
 * The transformers that a kustomization's own fields ask for, in the order in which they run. The
 * order of the fields in the file does not matter.
 */
export function transformersOf(
  fields: KustomizationFile,
  config: TransformerConfig,
  loader: Loader,
  context: BuildContext,
): readonly Transformer[] {
  const { workspace } = context
  const api = () => context.api
  const at = (...path: (string | number)[]) => nodeOf(fields, ...path)
  const transformers: Transformer[] = []

  const { patchesStrategicMerge = [] } = fields
  if (patchesStrategicMerge.length > 0) {
    const merges = patchesStrategicMerge.flatMap((entry, i) =>
      loadStrategicMerge(entry, loader, workspace, at('patchesStrategicMerge', i)),
    )
    const node = at('patchesStrategicMerge')
    if (merges.length === 0) {
      throw buildError('KUSTOMIZE_PATCH', 'the patches are empty', { at: node })
    }
    transformers.push(strategicMergeTransformer(merges, { by: 'patchesStrategicMerge', api, node }))
  }
  fields.patches?.forEach((patch, i) => {
    const node = at('patches', i)
    const parsed = loadPatch(patch, loader, workspace, node)
    transformers.push(patchTransformer({ by: `patches[${i}]`, patch, parsed, api, node }))
  })
  const { namespace = '', namePrefix = '', nameSuffix = '' } = fields
  if (namespace !== '') {
    const fieldSpecs = config.namespace ?? []
    transformers.push(namespaceTransformer({ namespace, fieldSpecs, node: at('namespace') }))
  }
  if (namePrefix !== '') {
    const node = at('namePrefix')
    const fieldSpecs = config.namePrefix ?? []
    transformers.push(nameAffixTransformer({ side: 'prefix', affix: namePrefix, fieldSpecs, node }))
  }
  if (nameSuffix !== '') {
    const node = at('nameSuffix')
    const fieldSpecs = config.nameSuffix ?? []
    transformers.push(nameAffixTransformer({ side: 'suffix', affix: nameSuffix, fieldSpecs, node }))
  }
  const { labels = [], commonLabels = {}, commonAnnotations = {} } = fields
  labels.forEach((label, i) => {
    const { pairs = {} } = label
    const node = nodeOf(pairs) ?? at('labels', i)
    const fieldSpecs = labelFields(label, config)
    transformers.push(labelTransformer({ by: `labels[${i}]`, pairs, fieldSpecs, node }))
  })
  if (labels.length > 0 || Object.keys(commonLabels).length > 0) {
    const node = at('commonLabels')
    const fieldSpecs = config.commonLabels ?? []
    transformers.push(
      labelTransformer({ by: 'commonLabels', pairs: commonLabels, fieldSpecs, node }),
    )
  }
  if (Object.keys(commonAnnotations).length > 0) {
    const node = at('commonAnnotations')
    const fieldSpecs = config.commonAnnotations ?? []
    const pairs = commonAnnotations
    transformers.push(annotationsTransformer({ by: 'commonAnnotations', pairs, fieldSpecs, node }))
  }
  fields.patchesJson6902?.forEach((patch, i) => {
    const plugin = { by: `patchesJson6902[${i}]`, loader, workspace }
    transformers.push(json6902Entry(patch, plugin, at('patchesJson6902', i)))
  })
  fields.replicas?.forEach((replica, i) => {
    const node = at('replicas', i, 'count')
    const fieldSpecs = config.replicas ?? []
    transformers.push(replicaTransformer({ by: `replicas[${i}]`, replica, fieldSpecs, node }))
  })
  const images = [...(fields.images ?? []), ...(fields.imageTags ?? [])]
  images.forEach((image, i) => {
    const fieldSpecs = config.images ?? []
    transformers.push(
      imageTransformer({ by: `images[${i}]`, image, fieldSpecs, node: nodeOf(image) }),
    )
  })
  if (fields.replacements && fields.replacements.length > 0) {
    const replacements = loadReplacements(fields.replacements, loader, workspace)
    const node = at('replacements')
    transformers.push(replacementTransformer(replacements, { by: 'replacements', node }))
  }
  return transformers
}

/** Labels go to metadata; to templates and selectors only when asked to. */
function labelFields(label: Label, config: TransformerConfig): readonly FieldSpec[] {
  if (label.fields) return mergedLabelFields(label, config)
  const key = label.includeSelectors ? 'selectors' : label.includeTemplates ? 'templates' : 'plain'
  let ofConfig = usualLabelFields.get(config)
  if (!ofConfig) usualLabelFields.set(config, (ofConfig = new Map()))
  let fields = ofConfig.get(key)
  if (!fields) ofConfig.set(key, (fields = mergedLabelFields(label, config)))
  return fields
}

/** The fields of labels that name none of their own. */
const usualLabelFields = new WeakMap<TransformerConfig, Map<string, readonly FieldSpec[]>>()

function mergedLabelFields(label: Label, config: TransformerConfig): readonly FieldSpec[] {
  const own = mergeSpecs(label.fields ?? [], config.labels ?? [])
  if (label.includeSelectors) return mergeSpecs(own, config.commonLabels ?? [])
  const withTemplates = label.includeTemplates ? mergeSpecs(own, config.templateLabels ?? []) : own
  return mergeSpecs(withTemplates, [{ path: 'metadata/labels', create: true }])
}
