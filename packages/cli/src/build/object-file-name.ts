import type { BuiltResource } from '@bulkhead/kustomize'

/** Group, version, kind and name, after the namespace where that is asked for. */
export function objectFileName(
  {
    apiVersion,
    kind,
    name,
    namespace,
  }: Pick<BuiltResource, 'apiVersion' | 'kind' | 'name' | 'namespace'>,
  hasNamespace: boolean,
): string {
  const [version = '', group] = apiVersion.split('/').toReversed()
  const parts = [hasNamespace ? namespace : '', group ?? '', version, kind, name]
  return `${safeName(parts.filter(Boolean).join('_').toLowerCase())}.yaml`
}

/** The name of a file or directory that stays where it is put, whatever an object is called. */
export function safeName(name: string): string {
  return name.replaceAll(/[/\\]|\p{Cc}/gu, '_').replace(/^\.+$/, '_')
}
