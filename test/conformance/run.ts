import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applicationSetSuite } from './applicationset.ts'
import { kustomizeSuite } from './kustomize.ts'
import type { Suite } from './suite.ts'

const suites: Readonly<Record<string, Suite>> = {
  applicationset: applicationSetSuite,
  kustomize: kustomizeSuite,
}

/** `node test/conformance/run.ts [SUITE [FILE]]`: one line per difference, and one that counts. */
function main([name, file]: readonly string[]): number {
  const chosen = name === undefined ? Object.keys(suites) : [name]
  let code = 0
  for (const suiteName of chosen) {
    const suite = suites[suiteName]
    if (!suite) {
      process.stderr.write(`there is no suite ${suiteName}: ${Object.keys(suites).join(', ')}\n`)
      return 2
    }
    if (!runSuite(suiteName, suite, file)) code = 1
  }
  return code
}

function runSuite(name: string, suite: Suite, file: string | undefined): boolean {
  const root = new URL('../../', import.meta.url)
  const path = file ?? fileURLToPath(new URL(suite.defaultFile, root))
  const cases: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const counts = { identical: 0, different: 0, failed: 0 }
  for (const { name: title, outcome, detail } of suite.run(cases)) {
    counts[outcome]++
    if (outcome !== 'identical') say(`${outcome}: ${title}: ${detail ?? ''}`)
  }
  const { identical, different, failed } = counts
  const total = identical + different + failed
  say(`${name}: ${identical} identical, ${different} different, ${failed} failed of ${total}`)
  return different === 0 && failed === 0
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = main(process.argv.slice(2))
