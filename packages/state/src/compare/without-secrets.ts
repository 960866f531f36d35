import type { Json } from '@bulkhead/argocd'
import { holdsSecret } from '@bulkhead/yaml'
import type { FieldChange } from './compare-fields.ts'

/** In it `kubectl apply` keeps all of an object, and so what a Secret holds. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * Changes as they may be told: what a Secret holds is compared and never shown, be it the object, a
 * template of one, or a Secret or a patch of one that is a text in something else.
 *
 * @param kind of the object that has the fields
 */
export function withoutSecrets(
  changes: readonly FieldChange[],
  kind: string = '',
): readonly FieldChange[] {
  return changes.map(change => {
    const { path, before, after } = change
    if (!isOfSecret(path, kind) && ![before, after].some(quotesSecret)) return change
    return { ...change, before: hidden(before), after: hidden(after) }
  })
}

function isOfSecret(path: string, kind: string): boolean {
  if (/(?:^|[.\]])stringData\b/.test(path) || path.includes(lastApplied)) return true
  if (kind === 'Secret') return /^data\b/.test(path)
  // As the template of an ExternalSecret.
  return /secret/i.test(kind) && /\btemplate\.data\b/.test(path)
}

function quotesSecret(value: Json | undefined): boolean {
  if (typeof value === 'string') return holdsSecret(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(quotesSecret)
  const members = Object.entries(value)
  return (
    members.some(
      ([key, member]) => key === 'stringData' || key === lastApplied || quotesSecret(member),
    ) ||
    (/secret/i.test(String(Object.fromEntries(members)['kind'])) && 'data' in value)
  )
}

function hidden(value: Json | undefined): Json | undefined {
  return value === undefined ? undefined : '(secret)'
}
