declare const kindOfName: unique symbol

/** A DNS-1123 label that has been checked: safe as an object name, a path segment and a label value. */
export type Name<Kind extends string> = string & { readonly [kindOfName]: Kind }

export type ClusterName = Name<'cluster'>
export type EnvironmentName = Name<'environment'>
export type RegionName = Name<'region'>
export type TeamName = Name<'team'>
export type WorkloadName = Name<'workload'>

/**
 * The longest name of each kind, so that `<workload>-<cluster>` stays within the 63 characters of
 * a label value. Cilium takes cluster names of at most 32 characters.
 */
const longest: Readonly<Record<string, number>> = { cluster: 32, workload: 30 }
const longestLabel = 63

/** Why a text cannot be the name of a `kind`, as the end of a sentence; nothing when it can. */
export function faultOfName(kind: string, text: string): string | undefined {
  const limit = longest[kind] ?? longestLabel
  if (text === '') return 'it is empty'
  if (text.length > limit) return `it has ${text.length} characters and the limit is ${limit}`
  if (/[/\\]|\.\./.test(text)) return 'a name must not lead out of its directory'
  if (/[A-Z]/.test(text)) return 'capital letters are not allowed (DNS-1123)'
  if (!/^[a-z0-9-]+$/.test(text)) return 'only a-z, 0-9 and - are allowed (DNS-1123)'
  if (!/^[a-z0-9].*[a-z0-9]$|^[a-z0-9]$/.test(text))
    return 'it must begin and end with a letter or digit'
  return undefined
}

/** `a region`, `an environment`. */
export function withArticle(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}
