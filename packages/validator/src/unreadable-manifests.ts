import { posix } from 'node:path'
import { startOf, type Location } from '@bulkhead/diagnostics'
import { hashText, type Provenance } from '@bulkhead/blueprint'
import { mayHoldSecret, parseYaml, withoutQuotes } from '@bulkhead/yaml'

/** Why a file cannot be read as YAML, and where. */
export interface Unreadable {
  readonly message: string
  readonly location: Location
}

interface Files {
  readonly texts: ReadonlyMap<string, string>
  readonly provenance: Provenance | undefined
  /** Told of what is not read. */
  skip(what: string, why: string): void
}

/**
 * The YAML files of the tree that cannot be read, with the first fault of each: those behind it are
 * mostly its echo. A managed file that is as it was generated was parsed then, and is not again.
 */
export function findUnreadable({
  texts,
  provenance,
  skip,
}: Files): ReadonlyMap<string, Unreadable> {
  const unreadable = new Map<string, Unreadable>()
  for (const [path, text] of texts) {
    if (!manifestPath.test(path)) continue
    const recorded = provenance?.files.get(path)
    if (recorded?.owner === 'managed' && recorded.hash === hashText(text)) continue
    const [problem] = parseYaml(text, path).problems
    if (!problem) continue
    const templates = templatesOf(path, texts)
    if (templates !== undefined) {
      skip(templates, 'templates of a Helm chart, which are not YAML')
      continue
    }
    const { message, location = startOf(path) } = problem
    const said = mayHoldSecret(text, path) ? withoutQuotes(message) : message
    unreadable.set(path, { message: said, location })
  }
  return unreadable
}

const manifestPath =
  /^(?:apps|clusters|infrastructure|gitops)\/(?:.*\.ya?ml$|(?:.*\/)?Kustomization$)/s

/** The directory of Helm templates that a file lies in. */
function templatesOf(path: string, texts: ReadonlyMap<string, string>): string | undefined {
  for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at)) {
    if (posix.basename(at) === 'templates' && texts.has(`${posix.dirname(at)}/Chart.yaml`))
      return at
  }
  return undefined
}
