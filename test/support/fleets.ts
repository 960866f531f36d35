import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runCli } from './run-cli.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { readTree, writeTree, type Tree } from './tree.ts'

const acme = fileURLToPath(new URL('../../examples/acme', import.meta.url))

/** A spec that fits on a screen: one region on this machine, one cluster, one workload. */
export const tinySpec: Tree = {
  'fleet/fleet.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Fleet
metadata: { name: tiny }
spec:
  repository: { url: https://example.com/fleet.git }
  environments: [{ name: dev }]
  network: { pools: { region: { cidr: 10.0.0.0/8 } } }
`,
  'fleet/region.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Region
metadata: { name: local }
spec:
  provider: kind
  clusters: [{ name: local-dev, environment: dev }]
`,
  'fleet/team.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Team
metadata: { name: shop }
spec: {}
`,
  'fleet/workload.yaml': `apiVersion: bulkhead.dev/v1alpha1
kind: Workload
metadata: { name: cart }
spec: { team: shop }
`,
}

/** A directory with the example fleet, as one clones it: nothing is generated yet. */
export function acmeSpec(t: TestContext): string {
  const dir = temporaryDirectory(t)
  cpSync(acme, dir, { recursive: true })
  return dir
}

/** A directory with the example fleet and everything that follows from it. */
export async function acmeRepository(t: TestContext): Promise<string> {
  return fleetOf(t, await generatedAcme())
}

/** A directory with the tiny fleet and everything that follows from it. */
export async function tinyRepository(t: TestContext): Promise<string> {
  return fleetOf(t, await generatedTiny())
}

/** A directory with these files. */
export function fleetOf(t: TestContext, files: Tree): string {
  const dir = temporaryDirectory(t)
  writeTree(dir, files)
  return dir
}

/** Generates, and fails the test if that fails. */
export async function generate(dir: string): Promise<void> {
  const { code, err } = await runCli(dir, 'generate', '--quiet')
  assert.equal(code, 0, err)
}

/** What is generated from the tiny and the example fleet; worked out once, when first asked for. */
export const generatedTiny = once(() => generatedFrom(tinySpec))
export const generatedAcme = once(() => generatedFrom(readTree(acme)))

/** What is generated from the example fleet when each of its files is changed first. */
export function generatedFromAcme(change: (text: string) => string): Promise<Tree> {
  const files = Object.entries(readTree(acme))
  return generatedFrom(Object.fromEntries(files.map(([path, text]) => [path, change(text)])))
}

async function generatedFrom(spec: Tree): Promise<Tree> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-e2e-'))
  try {
    writeTree(dir, spec)
    await generate(dir)
    return readTree(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
