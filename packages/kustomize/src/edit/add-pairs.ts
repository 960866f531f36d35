import type { KustomizationFile } from '../config/kustomization-shape.ts'
import type { KustomizationFields, Label, StringMap } from '../kustomization.ts'
import { EditFault } from './edit-fault.ts'
import type { KustomizationEdit } from './kustomization-edit.ts'

type LabelsEdit = Extract<KustomizationEdit, { add: 'labels' }>
type AnnotationsEdit = Extract<KustomizationEdit, { add: 'annotations' }>

/** `kustomize edit add annotation`. (kustomize/commands/edit/add/addmetadata.go) */
export function addAnnotations(
  { commonAnnotations = {} }: KustomizationFile,
  { pairs, force }: AnnotationsEdit,
): Pick<KustomizationFields, 'commonAnnotations'> {
  const read = readPairs(pairs, 'annotation')
  return { commonAnnotations: merged(commonAnnotations, read, force, 'annotation') }
}

/**
 * `kustomize edit add label`. Labels that stay out of selectors go to the first entry of `labels`
 * with the same settings. (kustomize/commands/edit/add/addmetadata.go writeToLabels)
 */
export function addLabels(
  { commonLabels = {}, labels = [] }: KustomizationFile,
  { pairs, force, withoutSelector, includeTemplates }: LabelsEdit,
): Pick<KustomizationFields, 'commonLabels' | 'labels'> {
  if (includeTemplates && !withoutSelector) {
    throw new EditFault(
      'labels of templates alone are asked for, and those of selectors as well',
      'Keep labels out of selectors, too: labelWithoutSelector.',
    )
  }
  const read = readPairs(pairs, 'label')
  if (!withoutSelector) return { commonLabels: merged(commonLabels, read, force, 'label') }
  const isAlike = (label: Label) =>
    !label.includeSelectors && (label.includeTemplates ?? false) === includeTemplates
  const index = labels.findIndex(isAlike)
  if (index >= 0) {
    return {
      labels: labels.map((label, i) =>
        i === index ? { ...label, pairs: merged(label.pairs ?? {}, read, force, 'label') } : label,
      ),
    }
  }
  if (Object.keys(read).length > 1 && !force) {
    // Before v5.8.0 it writes all of them for the first, and then meets the second.
    throw new EditFault(
      'kustomize v5.6.0 refuses several labels that stay out of selectors where there are none yet',
      'Force them, or add an entry with the same settings to the labels of the kustomization.',
    )
  }
  return { labels: [...labels, { pairs: read, ...(includeTemplates && { includeTemplates }) }] }
}

function merged(
  there: StringMap,
  added: StringMap,
  force: boolean,
  kind: 'label' | 'annotation',
): StringMap {
  const twice = Object.keys(added).find(key => Object.hasOwn(there, key))
  if (twice !== undefined && !force) {
    throw new EditFault(
      `the ${kind} ${twice} is in the kustomization already`,
      `Remove it there, or force the ${kind}s.`,
    )
  }
  return { ...there, ...added }
}

/**
 * Pairs as they come through the command line, where the first colon ends a key and quotes around a
 * value are taken away. (kustomize/commands/internal/util ConvertSliceToMap)
 */
function readPairs(pairs: StringMap, kind: 'label' | 'annotation'): StringMap {
  return Object.fromEntries(
    Object.entries(pairs).map(([name, text]) => {
      const [, key = '', value = ''] = /^([^:]*):(.*)$/s.exec(`${name}:${text}`) ?? []
      if (key === '') throw new EditFault(`a ${kind} has no name`, 'Name it.')
      return [key, value.replace(/^"(.*)"$/s, '$1')]
    }),
  )
}
