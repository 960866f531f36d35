import { posix } from 'node:path'
import { listOf, objectOf, textOf, type Json, type JsonObject } from '@bulkhead/argocd'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import type { ApplicationSourceRef, ManagedApplication } from './application.ts'
import { isAtHand, readText, type StateRepository } from './repository.ts'

/** A Helm chart that an Application installs: what it is, and what it is told. It is not rendered. */
export interface HelmChart {
  readonly repoURL: string
  /** The name of the chart in its repository, or the directory that it lies in. */
  readonly name: string
  readonly version: string
  readonly releaseName: string
  /** In the order in which they are laid over each other. */
  readonly valueFiles: readonly ValueFile[]
  /** What all of them say together, and what is written in the Application. */
  readonly values: JsonObject
  /** `helm.parameters`, which win over all values, as they are written. */
  readonly parameters: readonly JsonObject[]
}

export interface ValueFile {
  /** As the Application names it, such as `$values/base/values.yaml`. */
  readonly name: string
  /** Where it is in this repository; nothing for a file that is elsewhere, as in the chart. */
  readonly path: string | undefined
  readonly status: 'read' | 'missing' | 'elsewhere' | 'unreadable'
}

/** The chart of a source. (Application API, spec.source.helm; util/helm) */
export function readHelmChart(
  source: ApplicationSourceRef,
  { name, sources }: ManagedApplication,
  repository: StateRepository,
): HelmChart {
  const helm = objectOf(source.value['helm'])
  const files = listOf(helm['valueFiles'])
    .map(textOf)
    .map(file => readValueFile(file, pathOf(file, source, sources, repository), repository))
  const inline = Object.keys(objectOf(helm['valuesObject'])).length
    ? objectOf(helm['valuesObject'])
    : objectOf(readYaml(textOf(helm['values'])))
  return {
    repoURL: source.repoURL,
    name: source.chart ?? source.path ?? '',
    version: source.targetRevision,
    releaseName: textOf(helm['releaseName']) || name,
    valueFiles: files.map(({ file }) => file),
    values: [...files.map(({ values }) => values), inline].reduce(mergeValues, {}),
    parameters: listOf(helm['parameters']).map(objectOf),
  }
}

/** The paths of the value files that an Application names in this repository, there or not. */
export function valueFilePaths(
  { sources }: ManagedApplication,
  repository: StateRepository,
): readonly string[] {
  return sources.flatMap(source =>
    listOf(objectOf(source.value['helm'])['valueFiles']).flatMap(
      file => pathOf(textOf(file), source, sources, repository) ?? [],
    ),
  )
}

/**
 * Where a values file is in this repository. `$name/` begins at the root of the source that is
 * called so; others begin at the chart. (docs: Multiple Sources, Helm value files)
 */
function pathOf(
  file: string,
  source: ApplicationSourceRef,
  sources: readonly ApplicationSourceRef[],
  repository: StateRepository,
): string | undefined {
  const isHere = ({ repoURL, targetRevision }: ApplicationSourceRef) =>
    isAtHand(repository, repoURL, targetRevision)
  const [, ref, rest] = /^\$([^/]+)\/(.*)$/.exec(file) ?? []
  if (ref !== undefined) {
    const named = sources.find(one => one.ref === ref)
    return named && isHere(named) ? posix.normalize(rest ?? '') : undefined
  }
  if (source.path === undefined || !isHere(source) || /^\w+:\/\//.test(file)) return undefined
  return file.startsWith('/') ? posix.normalize(file.slice(1)) : posix.join(source.path, file)
}

function readValueFile(
  name: string,
  path: string | undefined,
  { fileSystem }: StateRepository,
): { readonly file: ValueFile; readonly values: JsonObject } {
  if (path === undefined) return { file: { name, path, status: 'elsewhere' }, values: {} }
  const text = readText(fileSystem, path)
  if (text === undefined) return { file: { name, path, status: 'missing' }, values: {} }
  const values = readYaml(text)
  const status = values === undefined ? 'unreadable' : 'read'
  return { file: { name, path, status }, values: objectOf(values) }
}

/** Nothing for what is not YAML: a rule of the validator says where and why. */
function readYaml(text: string): Json | undefined {
  try {
    return readKubernetesYaml(text) as Json
  } catch {
    return undefined
  }
}

/** Maps are laid over each other, anything else is replaced. (helm: pkg/chartutil MergeMaps) */
function mergeValues(under: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key]
    merged[key] = isMap(before) && isMap(value) ? mergeValues(before, value) : value
  }
  return merged
}

function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
