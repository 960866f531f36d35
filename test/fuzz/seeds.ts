import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tree } from '../support/tree.ts'
import { loadBases, type Bases } from './bases.ts'
import { applicationSetSeeds, kustomizeSeeds, type KustomizeSeed } from './written-seeds.ts'

/** Everything that inputs are made of. */
export interface Seeds {
  readonly bases: Bases
  readonly kustomize: readonly KustomizeSeed[]
  /** ApplicationSets, as YAML or JSON, over the repository of the bases. */
  readonly applicationSets: readonly string[]
}

/**
 * Loads the seeds: our own, and the recorded inputs of the real tools where they are at hand.
 *
 * @param conformance the directory of the recordings
 */
export async function loadSeeds(conformance: string): Promise<Seeds> {
  return {
    bases: await loadBases(),
    kustomize: [...kustomizeSeeds, ...recordedKustomize(join(conformance, 'kustomize.json'))],
    applicationSets: [
      ...applicationSetSeeds,
      ...recordedSets(join(conformance, 'applicationset.json')),
    ],
  }
}

function recordedKustomize(path: string): KustomizeSeed[] {
  if (!existsSync(path)) return []
  const cases = JSON.parse(readFileSync(path, 'utf8')) as readonly {
    root: string
    files: Readonly<Record<string, unknown>>
  }[]
  return cases
    .map(({ root, files }) => ({ root, files: textsOf(files) }))
    .filter(({ files }) => Object.keys(files).length > 0)
}

function textsOf(files: Readonly<Record<string, unknown>>): Tree {
  const texts = Object.entries(files).flatMap(([path, content]) =>
    typeof content === 'string' ? [[path, content] as const] : [],
  )
  return Object.fromEntries(texts)
}

function recordedSets(path: string): string[] {
  if (!existsSync(path)) return []
  const { vectors } = JSON.parse(readFileSync(path, 'utf8')) as {
    vectors: readonly { applicationSet?: unknown }[]
  }
  return vectors
    .filter(({ applicationSet }) => applicationSet !== undefined)
    .map(({ applicationSet }) =>
      // Generators over git look at the repository of the base.
      JSON.stringify(applicationSet).replaceAll(
        /"repoURL":"[^"]*"/g,
        '"repoURL":"https://example.com/fleet.git"',
      ),
    )
}
