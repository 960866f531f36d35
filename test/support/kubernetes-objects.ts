import { loadYaml } from '@bulkhead/yaml'
import type { Tree } from './tree.ts'

/** A Kubernetes object, as far as everything has it. */
export interface KubernetesObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
  readonly [field: string]: unknown
}

/** Every YAML document of a tree that says what kind of object it is, with the path of its file. */
export function objectsIn(
  tree: Tree,
  within: (path: string) => boolean,
): readonly { readonly path: string; readonly object: KubernetesObject }[] {
  return Object.entries(tree)
    .filter(([path]) => /\.ya?ml$/.test(path) && within(path))
    .flatMap(([path, text]) => loadYaml(text, path).map(object => ({ path, object })))
    .filter((found): found is { path: string; object: KubernetesObject } => isObject(found.object))
}

function isObject(value: unknown): value is KubernetesObject {
  return typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value
}

/** Whether a file is the list of a Kustomize root or component, and no object of a cluster. */
export function isKustomization({ apiVersion }: KubernetesObject): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/')
}
