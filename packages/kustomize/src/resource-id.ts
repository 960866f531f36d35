/** Group, version and kind. A part that is empty is unknown, or matches all in a selector. */
export interface FullGvk {
  readonly group: string
  readonly version: string
  readonly kind: string
}

/** What names a resource in a build. */
export interface ResourceId extends FullGvk {
  readonly name: string
  readonly namespace: string
  /** Whether the API certainly has no namespaces for this kind. */
  readonly isClusterScoped: boolean
}

/** Stands for the namespace of what lives in none. */
export const noNamespace = '_non_namespaceable_'

export function effectiveNamespace(id: {
  readonly namespace: string
  readonly isClusterScoped: boolean
}): string {
  if (id.isClusterScoped) return noNamespace
  return id.namespace === '' ? 'default' : id.namespace
}

/** Equal keys are equal ids. */
export function idKey(id: ResourceId): string {
  return `${id.group}|${id.version}|${id.kind}|${effectiveNamespace(id)}|${id.name}`
}

export function sameGvkAndName(a: ResourceId, b: ResourceId): boolean {
  return a.name === b.name && a.kind === b.kind && a.group === b.group && a.version === b.version
}

export function sameId(a: ResourceId, b: ResourceId): boolean {
  return sameGvkAndName(a, b) && effectiveNamespace(a) === effectiveNamespace(b)
}

/** Whether every part that the selector names is equal. */
export function isSelectedByGvk(id: FullGvk, selector: Partial<FullGvk>): boolean {
  return (
    (!selector.kind || selector.kind === id.kind) &&
    (!selector.group || selector.group === id.group) &&
    (!selector.version || selector.version === id.version)
  )
}

export function isSelectedById(
  id: ResourceId,
  selector: Partial<FullGvk> & { readonly name?: string; readonly namespace?: string },
): boolean {
  return (
    (!selector.name || selector.name === id.name) &&
    (!selector.namespace ||
      effectiveNamespace({ namespace: selector.namespace, isClusterScoped: false }) ===
        effectiveNamespace(id)) &&
    isSelectedByGvk(id, selector)
  )
}

export function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf('/')
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) }
}

/** As people write it in a message: `Deployment.v1.apps/name.namespace`. */
export function describeId(id: ResourceId): string {
  const { group, version, kind, name, namespace } = id
  const gvk = `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}`
  return `${gvk}/${name || '[noName]'}.${namespace || '[noNs]'}`
}
