import { build, memoryFileSystem, type BuildOptions } from '../../packages/kustomize/src/index.ts'
import type { Suite, Verdict } from './suite.ts'

interface Case {
  readonly name: string
  readonly root: string
  readonly flags: readonly string[]
  readonly files: Readonly<Record<string, string | { readonly base64: string }>>
  readonly expected?: string
  readonly expectedDefaultOrder?: string | null
  readonly expectedError?: string
}

/** Files in, YAML out, byte for byte, in input order and in kustomize's default order; where kustomize fails, failing is all that counts. */
export const kustomizeSuite: Suite = {
  defaultFile: '../shared/conformance/kustomize.json',
  *run(cases) {
    for (const one of cases as readonly Case[]) {
      const inOrder = verdict(one, 'input order', one.expected, optionsOf(one))
      const { reorder: _, ...sorting } = optionsOf(one)
      // Where the recording says nothing of it, sorting changes nothing.
      const sorted = one.expectedDefaultOrder ?? one.expected
      yield inOrder.outcome === 'identical' && one.expectedError === undefined
        ? verdict(one, 'default order', sorted, sorting)
        : inOrder
    }
  },
}

function optionsOf({ flags, files }: Case): BuildOptions {
  const value = (flag: string) => flags[flags.indexOf(flag) + 1]
  return {
    fileSystem: memoryFileSystem(
      Object.fromEntries(
        Object.entries(files).map(([path, content]) => [
          path,
          typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'),
        ]),
      ),
    ),
    ...(flags.includes('--reorder') && {
      reorder: value('--reorder') === 'none' ? ('none' as const) : ('legacy' as const),
    }),
    ...(flags.includes('--load-restrictor') && {
      loadRestrictor:
        value('--load-restrictor') === 'LoadRestrictionsNone'
          ? ('none' as const)
          : ('rootOnly' as const),
    }),
    managedByLabel: flags.includes('--enable-managedby-label'),
  }
}

function verdict(
  { name, root, expectedError }: Case,
  order: string,
  expected: string | undefined,
  options: BuildOptions,
): Verdict {
  const title = `${name} (${order})`
  let output: string
  try {
    output = build(root, options).toYaml()
  } catch (error) {
    if (expectedError !== undefined) return { name: title, outcome: 'identical' }
    const detail = error instanceof Error ? error.message : String(error)
    return { name: title, outcome: 'failed', detail }
  }
  if (expectedError !== undefined) {
    return { name: title, outcome: 'different', detail: 'builds, but kustomize refuses it' }
  }
  if (output === expected) return { name: title, outcome: 'identical' }
  return { name: title, outcome: 'different', detail: firstDifference(expected ?? '', output) }
}

function firstDifference(expected: string, output: string): string {
  const wanted = expected.split('\n')
  const got = output.split('\n')
  const line = wanted.findIndex((text, i) => text !== got[i])
  const at = line < 0 ? wanted.length : line
  return `line ${at + 1}: expected ${JSON.stringify(wanted[at])}, got ${JSON.stringify(got[at])}`
}
