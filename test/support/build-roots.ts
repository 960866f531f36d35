import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { generatedAcme } from './fleets.ts'
import { isKustomization, objectsIn } from './kubernetes-objects.ts'
import { findTool } from './real-tools.ts'
import { run } from './run-cli.ts'
import { readTree, writeTree } from './tree.ts'

export interface Build {
  /** The directory of the kustomization. */
  readonly root: string
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The ways to run the real kustomize: alone, or as part of kubectl. */
const tools: Readonly<Record<string, readonly string[]>> = {
  kustomize: ['build'],
  kubectl: ['kustomize'],
}

/**
 * Builds every Kustomize root of a repository with the real kustomize. Components are no roots: they
 * are built as part of what includes them.
 *
 * @returns nothing where no kustomize is installed
 */
export async function buildRoots(
  dir: string,
  which: (root: string) => boolean = () => true,
): Promise<readonly Build[] | undefined> {
  const name = Object.keys(tools).find(candidate => findTool(candidate) !== undefined)
  const program = name && findTool(name)
  if (!name || !program) return undefined
  const roots = objectsIn(readTree(dir), path => path.endsWith('/kustomization.yaml'))
    .filter(({ object }) => isKustomization(object) && object.kind === 'Kustomization')
    .map(({ path }) => dirname(path))
    .filter(which)
  const builds: Build[] = []
  await inParallel(4, roots, async root => {
    const result = await run(program, [...(tools[name] ?? []), root], { cwd: dir })
    builds.push({ root, ...result })
  })
  return builds.sort((a, b) => (a.root < b.root ? -1 : 1))
}

/** What the real kustomize makes of the example fleet; worked out once, when first asked for. */
export function builtAcme(): Promise<readonly Build[] | undefined> {
  return (acme ??= buildAcme())
}

let acme: Promise<readonly Build[] | undefined> | undefined

async function buildAcme(): Promise<readonly Build[] | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'bulkhead-e2e-'))
  try {
    writeTree(dir, await generatedAcme())
    return await buildRoots(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Does a few things at a time, as many as there are hands. */
async function inParallel<T>(
  hands: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values()
  await Promise.all(
    Array.from({ length: hands }, async () => {
      for (const item of left) await work(item)
    }),
  )
}
