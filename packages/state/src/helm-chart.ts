import { listOf, objectOf, textOf, type Json, type JsonObject } from '@bulkhead/argocd'
import type { ApplicationSourceRef, ManagedApplication } from './application.ts'
import { buildEnvironment } from './build-environment.ts'
import type { StateRepository } from './repository.ts'
import {
  pathOf,
  readValueFiles,
  readYaml,
  type ValueFile,
  type ValueFileContext,
} from './value-files.ts'

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
  /** `helm.fileParameters`, which are values as well. */
  readonly fileParameters: readonly FileParameter[]
}

/** A file whose text is given to the chart as a value. */
export interface FileParameter extends ValueFile {
  /** The value that it is given as, such as `tls.certificate`. */
  readonly parameter: string
}

/** The chart of a source. (argo-cd: reposerver/repository helmTemplate) */
export function readHelmChart(
  source: ApplicationSourceRef,
  application: ManagedApplication,
  repository: StateRepository,
): HelmChart {
  const helm = objectOf(source.value['helm'])
  const expand = buildEnvironment(application, source)
  const context = { source, sources: application.sources, repository, expand }
  const names = listOf(helm['valueFiles']).map(textOf)
  const files = readValueFiles(names, helm['ignoreMissingValueFiles'] === true, context)
  const { valuesObject, values } = helm
  // Of both the object counts, even an empty one.
  const inline = isMap(valuesObject) ? valuesObject : objectOf(readYaml(textOf(values)))
  return {
    repoURL: source.repoURL,
    name: source.chart ?? source.path ?? '',
    version: source.targetRevision,
    releaseName: textOf(helm['releaseName']) || application.name,
    valueFiles: files.map(({ file }) => file),
    values: [...files.map(one => one.values), inline].reduce(mergeValues, {}),
    parameters: listOf(helm['parameters']).map(objectOf),
    fileParameters: listOf(helm['fileParameters'])
      .map(objectOf)
      .map(parameter => readFileParameter(parameter, context)),
  }
}

function readFileParameter({ name, path }: JsonObject, context: ValueFileContext): FileParameter {
  const file = pathOf(textOf(path), context)
  const isThere = file !== undefined && context.repository.fileSystem.readFile(`/${file}`)
  const status = file === undefined ? 'elsewhere' : isThere ? 'read' : 'missing'
  return { parameter: textOf(name), name: textOf(path), path: file, status }
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
