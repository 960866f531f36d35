import { throwIfAny, type Problem } from '@bulkhead/diagnostics'
import type { RepositoryFiles } from './repository-files.ts'

/**
 * The YAML files under `fleet/`: path → text. What is there and cannot be taken at its word is an
 * error: a spec that is passed over in silence would count as removed.
 *
 * @throws FleetError for links and for text that is not UTF-8
 */
export function readSpecFiles({
  paths,
  skipped,
  read,
}: RepositoryFiles): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const problems: Problem[] = skipped
    .filter(({ what }) => what === 'fleet' || what.startsWith('fleet/'))
    .map(({ what, why }) => ({
      code: 'SPEC_UNREAD',
      message: `${what} is ${why} and is not read`,
      location: { file: what, line: 1, column: 1 },
      hint: 'Put the file itself there.',
    }))
  for (const path of paths) {
    if (!path.startsWith('fleet/') || !/\.ya?ml$/.test(path)) continue
    const text = read(path) ?? ''
    files.set(path, text)
    const broken = text.indexOf('\uFFFD')
    if (broken === -1) continue
    problems.push({
      code: 'SPEC_ENCODING',
      message: 'the file is not UTF-8',
      location: { file: path, line: text.slice(0, broken).split('\n').length, column: 1 },
      hint: 'Save it as UTF-8.',
    })
  }
  throwIfAny(problems)
  return files
}
