import assert from 'node:assert/strict'
import { acmeRepository } from './acme.ts'
import type { Files } from './memory-repository.ts'

/** A file of the fleet of tests with some of its text replaced. */
export function edited(path: string, ...edits: readonly (readonly [string, string])[]): Files {
  let text = acmeRepository().read(path) ?? ''
  for (const [from, to] of edits) {
    assert.ok(text.includes(from), `${path} has no ${JSON.stringify(from)}`)
    text = text.replaceAll(from, to)
  }
  return { [path]: text }
}

/** The ApplicationSet of its one workload. */
export const setPath = 'gitops/applicationsets/web.yaml'

/** A second set, of which only the name is another. */
export function withSecondSet(...edits: readonly (readonly [string, string])[]): Files {
  const { [setPath]: text } = edited(setPath, ['  name: web\n', '  name: cart\n'], ...edits)
  return {
    'gitops/applicationsets/kustomization.yaml': 'resources: [web.yaml, cart.yaml]\n',
    'gitops/applicationsets/cart.yaml': text,
  }
}
