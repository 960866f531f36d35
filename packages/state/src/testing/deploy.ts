import { memoryFileSystem } from '@bulkhead/kustomize'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import type { JsonObject } from '@bulkhead/argocd'
import { readApplication } from '../application.ts'
import { Deployments, type Deployment } from '../deployment.ts'

export const url = 'https://example.com/fleet.git'
/** The repository of the files, as a source in YAML. */
export const here = `repoURL: ${url}, targetRevision: main`

/** What the sources of the Application `x`, which is written in `hub/x.yaml`, deploy. */
export function deploy(
  files: Readonly<Record<string, string>>,
  spec: string,
): readonly Deployment[] {
  const application = readApplication(
    readKubernetesYaml(
      `metadata: { name: x }\nspec: { ${spec}, project: shop, destination: { name: eu, namespace: carts } }`,
    ) as JsonObject,
    [],
    { instance: 'hub', location: { file: 'hub/x.yaml', line: 7, column: 1 } },
  )
  const fileSystem = memoryFileSystem(files)
  const repository = { paths: Object.keys(files), fileSystem, url, revision: 'main' }
  return new Deployments(repository).of(application)
}

/** What one source deploys in short: its objects as YAML, or what is wrong and where, or why. */
export function told(files: Readonly<Record<string, string>>, source: string): string {
  const [deployment] = deploy(files, `source: { ${here}, ${source} }`)
  switch (deployment?.kind) {
    case 'objects':
      return deployment.root.resources.map(resource => resource.toYaml()).join('---\n')
    case 'failed':
      return deployment.problems
        .map(
          ({ message, location: at }) => `failed ${at?.file}:${at?.line}:${at?.column} ${message}`,
        )
        .join('\n')
    case 'unknown':
      return `unknown ${deployment.why}`
    case 'chart':
      return `chart ${deployment.chart.name}`
    case undefined:
      return ''
    default:
      return deployment satisfies never
  }
}
