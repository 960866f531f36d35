import { formatLocation } from '@bulkhead/diagnostics'
import { loadFleet, type LoadedFleet } from '../load-fleet.ts'

/** The smallest spec: what every test begins with. */
export const smallFleet = `
apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: acme }
spec:
  repository: { url: https://github.com/acme/fleet.git }
  environments: [{ name: staging }, { name: production, protected: true }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`

/** A document of one kind, for building a spec. */
export function document(kind: string, name: string, spec: object): string {
  return `---\n${JSON.stringify({ apiVersion: 'bulkhead.dev/v1alpha1', kind, metadata: { name }, spec })}\n`
}

/** A fleet from the text of its spec, which must be sound. */
export function load(text: string, ledger?: string): LoadedFleet {
  const { loaded, problems } = loadFleet(filesOf(text, ledger))
  if (!loaded) throw new Error(JSON.stringify(problems, null, 2))
  return loaded
}

/** What is wrong with a spec, a line each: `file:line:column CODE message`. */
export function faults(text: string): readonly string[] {
  return loadFleet(filesOf(text)).problems.map(
    ({ code, message, location }) =>
      `${location ? `${formatLocation(location)} ` : ''}${code} ${message}`,
  )
}

function filesOf(text: string, ledger?: string): ReadonlyMap<string, string> {
  const files = new Map([['fleet/fleet.yaml', text]])
  return ledger === undefined ? files : files.set('fleet/addresses.yaml', ledger)
}
