import { GoMap, GoSlice } from '@bulkhead/gotemplate'
import { sanitizeName } from '../argo-functions.ts'
import type { RegisteredCluster } from '../cluster-secret.ts'
import { ExpansionError, wrapping } from '../faults.ts'
import { listOf, objectOf, type JsonObject, type Path } from '../json.ts'
import { readLabelSelector, SelectorError } from '../label-selector.ts'
import { ParameterSet } from '../parameters.ts'
import type { GeneratorContext } from './context.ts'
import { addValues } from './values.ts'

/** The cluster that Argo CD runs in, which is there without being registered. */
export const localCluster = {
  name: 'in-cluster',
  server: 'https://kubernetes.default.svc',
} as const

/**
 * One set for each cluster that the selector chooses; the local one only where nothing is selected
 * by and no chosen Secret stands for it. (generators/cluster.go)
 */
export function generateClusters(
  spec: JsonObject,
  path: Path,
  context: GeneratorContext,
): readonly ParameterSet[] {
  const { renderer, work } = context
  work.step(context.clusters.length, path)
  const chosen = selectClusters(spec, path, context)
  const sets = chosen.map(cluster => {
    const params = clusterParameters(cluster, renderer.isGoTemplate)
    wrapping('error appending templated values for cluster', () =>
      addValues(spec, params, renderer, path),
    )
    return ParameterSet.from(params, { generator: path, cluster: cluster.name })
  })
  if (!selectsAtAll(spec) && !chosen.some(({ server }) => server === localCluster.server)) {
    const params = new GoMap([
      ['name', localCluster.name],
      ['nameNormalized', localCluster.name],
      ['server', localCluster.server],
      ['project', ''],
    ])
    wrapping('error appending templated values for local cluster', () =>
      addValues(spec, params, renderer, path),
    )
    sets.push(ParameterSet.from(params, { generator: path, cluster: localCluster.name }))
  }
  if (spec['flatList'] !== true) return sets
  const all = new GoSlice(
    sets.map(({ params }) => params),
    'map[string]interface {}',
  )
  return [ParameterSet.from(new GoMap([['clusters', all]]), { generator: path })]
}

function selectsAtAll(spec: JsonObject): boolean {
  const { matchLabels, matchExpressions } = objectOf(spec['selector'])
  return Object.keys(objectOf(matchLabels)).length > 0 || listOf(matchExpressions).length > 0
}

function selectClusters(
  spec: JsonObject,
  path: Path,
  { clusters, settings, set }: GeneratorContext,
): readonly RegisteredCluster[] {
  const namespace = settings.controllerNamespace ?? set.namespace
  let matches
  try {
    const { matchLabels, ...rest } = objectOf(spec['selector'])
    // Whatever is asked for, only Secrets of clusters are looked at.
    const labels = { ...objectOf(matchLabels), 'argocd.argoproj.io/secret-type': 'cluster' }
    matches = readLabelSelector({ ...rest, matchLabels: labels }, 'label values')
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error
    throw new ExpansionError(
      'APPSET_GENERATOR',
      `error getting cluster secrets: error converting label selector: ${error.message}`,
      [...path, 'selector'],
    )
  }
  // Of two Secrets with one name the last one counts.
  const byName = new Map<string, RegisteredCluster>()
  for (const cluster of clusters) {
    if ((cluster.namespace ?? namespace) !== namespace) continue
    if (matches(new Map(Object.entries(cluster.labels)))) byName.set(cluster.name, cluster)
  }
  return [...byName.values()]
}

function clusterParameters(cluster: RegisteredCluster, isGoTemplate: boolean): GoMap {
  const { name, server, project = '', labels, annotations } = cluster
  const params = new GoMap([
    ['name', name],
    ['nameNormalized', sanitizeName(name)],
    ['server', server],
    ['project', project],
  ])
  if (!isGoTemplate) {
    for (const [key, value] of Object.entries(annotations)) {
      params.entries.set(`metadata.annotations.${key}`, value)
    }
    for (const [key, value] of Object.entries(labels)) {
      params.entries.set(`metadata.labels.${key}`, value)
    }
    return params
  }
  const metadata = new GoMap()
  for (const [key, texts] of Object.entries({ annotations, labels })) {
    const entries = Object.entries(texts)
    if (entries.length > 0) metadata.entries.set(key, new GoMap(entries, 'string'))
  }
  params.entries.set('metadata', metadata)
  return params
}
