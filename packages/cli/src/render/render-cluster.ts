import { oneLine, printableText } from '@bulkhead/diagnostics'
import type { BuiltResource } from '@bulkhead/kustomize'
import type {
  Deployment,
  HelmChart,
  InstanceFacts,
  ManagedApplication,
  ValueFile,
} from '@bulkhead/state'
import { objectFileName, safeName, uniqueFiles } from '../build/object-file-name.ts'

/** One object that a cluster is asked to run, or what stands for what is not rendered. */
export interface RenderedDocument {
  /** Where it goes in a directory, as `cart-eu/shop_apps_v1_deployment_cart.yaml`. */
  readonly file: string
  /** Comments that say where it comes from, and the object where there is one. */
  readonly text: string
}

export interface Rendering {
  readonly documents: readonly RenderedDocument[]
  /** Sources of which only a comment is left: charts, and what is not in this repository. */
  readonly notRendered: number
}

/** Everything that one cluster is asked to run, in the order in which Applications are synced. */
export function renderCluster(cluster: string, instance: InstanceFacts): Rendering {
  const applications = instance.applications
    .filter(application => application.cluster === cluster)
    .toSorted((a, b) => a.wave - b.wave)
  const sources = applications.flatMap(application =>
    instance.deploymentsOf(application).map(deployment => ({ application, deployment })),
  )
  // Of one object from two sources Argo CD takes the last.
  const documents = new Map(
    sources.flatMap(({ application, deployment }) =>
      renderSource(application, deployment).map(document => [document.key, document] as const),
    ),
  )
  return {
    documents: uniqueFiles([...documents.values()].map(({ file, text }) => ({ file, text }))),
    notRendered: sources.filter(
      ({ deployment }) =>
        deployment.kind === 'chart' ||
        deployment.kind === 'unknown' ||
        (deployment.kind === 'objects' && deployment.root.leftOut.length > 0),
    ).length,
  }
}

function renderSource(
  application: ManagedApplication,
  deployment: Deployment,
): readonly (RenderedDocument & { readonly key: string })[] {
  const keyOf = (...parts: readonly string[]) => JSON.stringify([application.name, ...parts])
  const fileOf = (name: string) => `${safeName(application.name)}/${name}`
  switch (deployment.kind) {
    case 'objects':
      return [
        ...deployment.root.resources.map((resource, i) => ({
          key: keyOf(...Object.values(named(resource, i))),
          file: fileOf(objectFileName(named(resource, i), true)),
          text: comment([originOf(resource, deployment.path, application)]) + resource.toYaml(),
        })),
        ...deployment.root.leftOut.map(({ message }, i) => ({
          key: keyOf('unknown', deployment.path, String(i)),
          file: fileOf(`unknown_${safeName(deployment.path)}_${i + 1}.yaml`),
          text: comment([`${application.name}: ${deployment.path}, not rendered: ${message}`]),
        })),
      ]
    case 'chart':
      return [
        {
          key: keyOf('helm', deployment.chart.name),
          file: fileOf(`helm_${safeName(deployment.chart.name)}.yaml`),
          text: comment(describeChart(deployment.chart, application)),
        },
      ]
    case 'unknown': {
      const name = deployment.source.path ?? deployment.source.repoURL
      return [
        {
          key: keyOf('unknown', name),
          file: fileOf(`unknown_${safeName(name)}.yaml`),
          text: comment([`${application.name}: ${name}, not rendered: ${deployment.why}`]),
        },
      ]
    }
    case 'failed':
      return []
    default:
      return deployment satisfies never
  }
}

/** What is named only when it is created, as some jobs are, is told apart by its place in its source. */
function named({ apiVersion, kind, name, namespace, value }: BuiltResource, i: number) {
  const { generateName = '' } = (value['metadata'] ?? {}) as { readonly generateName?: string }
  return { apiVersion, kind, namespace, name: name === '' ? `${generateName}${i}` : name }
}

/** `cart-eu: apps/cart/overlays/eu, written in apps/cart/base/service.yaml:1`. */
function originOf(
  { provenance, namespace }: BuiltResource,
  path: string,
  { name, destination }: ManagedApplication,
): string {
  const { location } = provenance
  const place = location ? `, written in ${location.file.replace(/^\//, '')}:${location.line}` : ''
  // Which kinds have namespaces is for the cluster to say.
  const target =
    namespace === '' && destination.namespace !== ''
      ? `, in ${destination.namespace} if it takes a namespace`
      : ''
  return `${name}: ${path}${place}${target}`
}

function describeChart(
  { name, version, repoURL, releaseName, valueFiles, parameters, fileParameters }: HelmChart,
  application: ManagedApplication,
): readonly string[] {
  return [
    `${application.name}: Helm chart ${name} ${version} from ${repoURL}, not rendered`,
    `  release ${releaseName} in ${application.destination.namespace}`,
    ...valueFiles.map(file => `  values ${describeFile(file)}`),
    ...parameters.map(parameter => `  parameter ${JSON.stringify(parameter)}`),
    ...fileParameters.map(file => `  parameter ${file.parameter} from ${describeFile(file)}`),
  ]
}

function describeFile({ name, path, status }: ValueFile): string {
  return `${path ?? name}${status === 'read' ? '' : ` (${status})`}`
}

/** Lines that stay comments, whatever is in them. */
function comment(lines: readonly string[]): string {
  return lines.map(line => `# ${printableText(oneLine(line))}\n`).join('')
}
