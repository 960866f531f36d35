import { posix } from 'node:path'
import {
  BadPattern,
  listOf,
  objectOf,
  pathMatch,
  textOf,
  textsOf,
  type JsonObject,
} from '@bulkhead/argocd'
import type { KustomizationEdit, Patch } from '@bulkhead/kustomize'
import type { Expand } from './build-environment.ts'
import type { StateRepository } from './repository.ts'
import { SourceFault } from './source-fault.ts'
import { entriesBelow, fixedPart } from './walk.ts'

/**
 * What Argo CD changes in the kustomization of a source before it builds it, in the order in which
 * it does. `version`, `kubeVersion` and `apiVersions` change nothing of what is built here.
 * (argo-cd: util/kustomize Build)
 *
 * @param path the directory of the source
 * @throws SourceFault, UnknownSource
 */
export function kustomizeEdits(
  kustomize: JsonObject,
  path: string,
  repository: StateRepository,
  expand: Expand,
): readonly KustomizationEdit[] {
  const edits: KustomizationEdit[] = []
  const text = (field: string) => textOf(kustomize[field])
  const flag = (field: string) => kustomize[field] === true
  for (const field of ['namePrefix', 'nameSuffix'] as const) {
    if (text(field) !== '') edits.push({ set: field, value: text(field) })
  }
  const images = listOf(kustomize['images']).map(textOf).map(expand)
  if (images.length > 0) edits.push({ set: 'images', images })
  const replicas = listOf(kustomize['replicas']).map(objectOf).map(readReplica)
  if (replicas.length > 0) edits.push({ set: 'replicas', replicas })
  const labels = textsOf(kustomize['commonLabels'])
  if (Object.keys(labels).length > 0) {
    edits.push({
      add: 'labels',
      pairs: mapValues(labels, expand),
      force: flag('forceCommonLabels'),
      withoutSelector: flag('labelWithoutSelector'),
      includeTemplates: flag('labelIncludeTemplates'),
    })
  }
  const annotations = textsOf(kustomize['commonAnnotations'])
  if (Object.keys(annotations).length > 0) {
    const pairs = flag('commonAnnotationsEnvsubst') ? mapValues(annotations, expand) : annotations
    edits.push({ add: 'annotations', pairs, force: flag('forceCommonAnnotations') })
  }
  if (text('namespace') !== '') edits.push({ set: 'namespace', value: text('namespace') })
  const patches = listOf(kustomize['patches']).map(objectOf).map(readPatch)
  if (patches.length > 0) edits.push({ add: 'patches', patches })
  const components = listOf(kustomize['components']).map(textOf)
  const paths = flag('ignoreMissingComponents')
    ? components.filter(component => isThere(component, path, repository))
    : components.flatMap(component => matchesOf(component, path, repository))
  if (paths.length > 0) edits.push({ add: 'components', paths })
  return edits
}

/** (argo-cd: KustomizeReplica.GetIntCount) */
function readReplica({ name, count }: JsonObject) {
  const number = typeof count === 'string' && /^[+-]?\d+$/.test(count) ? Number(count) : count
  if (typeof number === 'number' && Number.isInteger(number))
    return { name: textOf(name), count: number }
  throw new SourceFault(
    'STATE_SOURCE',
    `the replicas of ${textOf(name)} are to be ${JSON.stringify(count ?? null)}`,
    'Write a whole number.',
  )
}

const targetFields = [
  'group',
  'version',
  'kind',
  'name',
  'namespace',
  'annotationSelector',
  'labelSelector',
]

/** The fields of a patch that Argo CD knows. (argo-cd: KustomizePatch) */
function readPatch({ path, patch, target, options }: JsonObject): Patch {
  const flags = Object.entries(objectOf(options)).filter(([, value]) => typeof value === 'boolean')
  const selected = Object.entries(textsOf(target)).filter(([field]) => targetFields.includes(field))
  return {
    ...(textOf(path) !== '' && { path: textOf(path) }),
    ...(textOf(patch) !== '' && { patch: textOf(patch) }),
    ...(target !== undefined && target !== null && { target: Object.fromEntries(selected) }),
    ...(flags.length > 0 && { options: Object.fromEntries(flags) }),
  }
}

/** Whether a component is in the repository. */
function isThere(component: string, path: string, { fileSystem }: StateRepository): boolean {
  const inside = posix.join(path, component)
  return !/^\.\.(?:\/|$)/.test(inside) && fileSystem.realPath(`/${inside}`) !== undefined
}

/**
 * The paths that a component stands for, which may be a pattern. One that matches nothing stays as
 * it is, for the build to refuse. (kustomize/commands/internal/util GlobPatternsWithLoader)
 */
function matchesOf(component: string, path: string, { paths }: StateRepository): readonly string[] {
  if (!/[*?[\\]/.test(component)) return [component]
  const joined = posix.join(path, component)
  const pattern = readPattern(joined)
  if (!pattern) return [component]
  const isHidden = (name: string) => posix.basename(name).startsWith('.')
  const matches = entriesBelow(paths, fixedPart(joined))
    .filter(entry => pattern(entry) && (isHidden(component) || !isHidden(entry)))
    .map(entry => posix.relative(path, entry))
  return matches.length > 0 ? matches : [component]
}

/** Nothing for what cannot be read as a pattern. */
function readPattern(text: string): ((path: string) => boolean) | undefined {
  try {
    return pathMatch(text)
  } catch (error) {
    if (error instanceof BadPattern) return undefined
    throw error
  }
}

function mapValues(
  texts: Readonly<Record<string, string>>,
  change: (text: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, change(value)]))
}
