import { readFileSync } from 'node:fs'
import {
  formatProvenance,
  hashText,
  managedMark,
  provenancePath,
  type ProvenFile,
  type Provenance,
} from '@bulkhead/blueprint'
import { validate } from '../validate.ts'
import type { Report } from '../report.ts'
import type { Repository } from '../repository.ts'
import type { Rule } from '../rule.ts'
import { Snapshot } from '../snapshot.ts'
import { memoryRepository, type Files } from './memory-repository.ts'

const read = (path: string) => readFileSync(new URL(`./acme/${path}`, import.meta.url), 'utf8')

const kustomization = (resources: readonly string[]) =>
  `# ${managedMark}: edit fleet/ and run \`bulkhead generate\`.\nresources:\n${resources
    .map(resource => `- ${resource}\n`)
    .join('')}`

const clusters = ['eu-west-1-production', 'us-east-1-production', 'us-east-1-staging']

/** A fleet of three clusters in two regions that run one workload, with nothing to complain about. */
const acme: Files = {
  'fleet/fleet.yaml': read('fleet.yaml'),
  'fleet/addresses.yaml': read('addresses.yaml'),
  'clusters/kustomization.yaml': kustomization(clusters),
  'gitops/hub/kustomization.yaml': kustomization([
    '../projects',
    '../applicationsets',
    'root.yaml',
  ]),
  'gitops/hub/root.yaml': read('root.yaml'),
  'gitops/projects/kustomization.yaml': kustomization(['shop.yaml', 'fleet-root.yaml']),
  'gitops/projects/shop.yaml': read('shop.yaml'),
  'gitops/projects/fleet-root.yaml': read('fleet-root.yaml'),
  'gitops/applicationsets/kustomization.yaml': kustomization(['web.yaml']),
  'gitops/applicationsets/web.yaml': read('web.yaml'),
  'apps/web/base/kustomization.yaml': kustomization(['config.yaml']),
  'apps/web/base/config.yaml': configMap('web'),
  ...Object.fromEntries(
    clusters.flatMap(cluster => [
      [
        `clusters/${cluster}/kustomization.yaml`,
        kustomization(['facts.yaml', 'registration.yaml']),
      ],
      [`clusters/${cluster}/facts.yaml`, configMap(cluster)],
      [`clusters/${cluster}/registration.yaml`, registration(cluster)],
      [`apps/web/overlays/${cluster}/kustomization.yaml`, kustomization(['../../base'])],
    ]),
  ),
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
}

function registration(cluster: string): string {
  const [, region = '', environment = ''] = /^(.*)-(\w+)$/.exec(cluster) ?? []
  return read('registration.yaml')
    .replaceAll('CLUSTER', cluster)
    .replace('REGION', region)
    .replace('ENVIRONMENT', environment)
}

/**
 * That fleet with files added, then generated, then changed by hand.
 *
 * @param generated files that belong to it from the start: they are in the record
 * @param edits what someone did afterwards; `undefined` deletes
 */
export function acmeRepository(generated: Files = {}, edits: Files = {}): Repository {
  const tree = { ...acme, ...generated }
  const record = formatProvenance(recordOf(tree))
  return memoryRepository({ ...tree, [provenancePath]: record, ...edits })
}

/** What one rule finds, as `file:line:column message`. */
export function observe(rule: Rule, repository: Repository): readonly string[] {
  return validate(repository, { rules: [rule] }).findings.map(
    ({ message, location: { file, line, column } }) => `${file}:${line}:${column} ${message}`,
  )
}

/** The whole report of one rule. */
export function reportOf(rule: Rule, repository: Repository): Report {
  return validate(repository, { rules: [rule] })
}

function recordOf(tree: Files): Provenance {
  const files = new Map<string, ProvenFile>()
  for (const [path, text] of Object.entries(tree)) {
    if (text === undefined || path.startsWith('fleet/')) continue
    const owner = text.startsWith(`# ${managedMark}`) ? 'managed' : 'given'
    files.set(path, { hash: hashText(text), owner, pack: 'test' })
  }
  const inputs = new Snapshot(memoryRepository(tree)).hashInputs()
  return { tool: '0.1.0', inputs, packs: {}, files }
}
