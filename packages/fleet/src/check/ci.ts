import type { Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'

/**
 * Where CI gets the command. The values are written into a workflow, which fetches, checks and runs
 * what they name, so each takes only the characters that it needs.
 */
export function checkCi(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) => {
    const { bulkhead } = value.spec.ci ?? {}
    if (!bulkhead) return []
    const { url, path, sha256 } = bulkhead
    const at = (...field: readonly string[]) => source.locate(['spec', 'ci', 'bulkhead', ...field])
    const problems: Problem[] = []
    if ((url === undefined) === (path === undefined)) {
      problems.push({
        code: 'SPEC_CI',
        message: `CI gets bulkhead from a url or from a path, and ${url === undefined ? 'neither is' : 'both are'} given`,
        location: at(),
        hint: 'Give url for a tarball that is fetched, or path for one in this repository.',
      })
    }
    if (url !== undefined && !isAddress(url)) {
      problems.push({
        code: 'SPEC_CI',
        message: `${JSON.stringify(url)} is not an address that CI fetches from`,
        location: at('url'),
        hint: 'Write it as https://downloads.example.com/bulkhead-0.1.0.tgz: with https, and without a credential, query or fragment.',
      })
    }
    if (path !== undefined && !isTarballPath(path)) {
      problems.push({
        code: 'SPEC_CI',
        message: `${JSON.stringify(path)} is not the path of a tarball in this repository`,
        location: at('path'),
        hint: 'Write it as tools/bulkhead-0.1.0.tgz: from the root, with letters, digits and . _ + - in names that begin with a letter or digit.',
      })
    }
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
      problems.push({
        code: 'SPEC_CI',
        message: `${JSON.stringify(sha256)} is not a SHA-256 digest`,
        location: at('sha256'),
        hint: 'Write the 64 hexadecimal digits that `sha256sum` prints for the tarball.',
      })
    }
    return problems
  })
}

function isAddress(text: string): boolean {
  return /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(\/[A-Za-z0-9._~%+@-]+)+$/.test(
    text,
  )
}

function isTarballPath(text: string): boolean {
  return /^([A-Za-z0-9][A-Za-z0-9._+-]*\/)*[A-Za-z0-9][A-Za-z0-9._+-]*\.tgz$/.test(text)
}
