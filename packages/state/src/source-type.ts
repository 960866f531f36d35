import { posix } from 'node:path'
import { kustomizationNames } from '@bulkhead/kustomize'
import { objectOf, type Json, type JsonObject } from '@bulkhead/argocd'
import type { StateRepository } from './repository.ts'
import { SourceFault } from './source-fault.ts'
import { filesBelow } from './walk.ts'

/** The tool that makes the manifests of a source. */
export type SourceType = 'Kustomize' | 'Helm' | 'Directory' | 'Plugin'

/**
 * The tool that a source names itself; nothing where it leaves that to the files.
 * (argo-cd: ApplicationSource.ExplicitType)
 *
 * @throws SourceFault for a source that names several
 */
export function explicitType(source: JsonObject): SourceType | undefined {
  const types = sections.filter(([field]) => isSaid(source[field])).map(([, type]) => type)
  if (types.length > 1) {
    throw new SourceFault(
      'STATE_SOURCE_TYPE',
      `a source names several tools, and Argo CD refuses it: ${types.join(', ')}`,
      'Keep the options of one tool.',
    )
  }
  return types[0]
}

const sections = [
  ['kustomize', 'Kustomize'],
  ['helm', 'Helm'],
  ['directory', 'Directory'],
  ['plugin', 'Plugin'],
] as const

/**
 * The tool for a directory whose source names none. Beside a kustomization only `Chart.yaml` is looked
 * for, which it comes before; elsewhere it is enough for a chart that a name ends so.
 * (argo-cd: util/app/discovery Discover)
 */
export function detectType(path: string, repository: StateRepository): SourceType {
  if (kustomizationNames.some(name => hasFile(path, name, repository))) return 'Kustomize'
  if (isChart(path, repository)) return 'Helm'
  const names = filesBelow(repository.paths, path).map(file => posix.relative(path, file))
  return names.some(name => /^[^/]*Chart\.yaml$/.test(name)) ? 'Helm' : 'Directory'
}

/** Whether a directory is a Helm chart. */
export function isChart(path: string, repository: StateRepository): boolean {
  return hasFile(path, 'Chart.yaml', repository)
}

function hasFile(path: string, name: string, { fileSystem }: StateRepository): boolean {
  return fileSystem.realPath(posix.join('/', path, name)) !== undefined
}

/** Whether a section is there at all, even with nothing in it. */
function isSaid(section: Json | undefined): boolean {
  return section !== undefined && section !== null
}

/**
 * A source as Argo CD keeps it: without sections that say nothing.
 * (argo-cd: util/argo NormalizeSource, ApplicationSource….IsZero)
 */
export function normalizeSource(source: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(source).filter(([field, section]) => {
      const telling = tellingFields.get(field)
      return telling === undefined || telling.some(name => says(name, objectOf(section)[name]))
    }),
  )
}

/** Of each section the fields that are reason enough to keep it. */
const tellingFields: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    kustomize: [
      'namePrefix',
      'nameSuffix',
      'version',
      'namespace',
      'images',
      'replicas',
      'commonLabels',
      'commonAnnotations',
      'patches',
      'components',
      'kubeVersion',
      'apiVersions',
      'ignoreMissingComponents',
    ],
    helm: [
      'version',
      'releaseName',
      'valueFiles',
      'parameters',
      'fileParameters',
      'values',
      'valuesObject',
      'passCredentials',
      'ignoreMissingValueFiles',
      'skipCrds',
      'skipTests',
      'skipSchemaValidation',
      'kubeVersion',
      'apiVersions',
      'namespace',
    ],
    directory: ['recurse', 'jsonnet', 'disableExtensionFilter', 'include', 'exclude'],
  }),
)

function says(field: string, value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.length > 0
  if (typeof value !== 'object' || value === null) return Boolean(value)
  // Values are told as YAML, which even of an empty map is some.
  if (field === 'valuesObject') return true
  const members = Object.values(value)
  return field === 'jsonnet' ? members.some(member => says('', member)) : members.length > 0
}
