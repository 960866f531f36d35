/**
 * Whether a path names something that kustomize would fetch: a file over HTTP, or a directory of a
 * git repository, in any of the spellings it knows.
 */
export function isRemote(path: string): boolean {
  if (path.startsWith('/')) return false
  if (/^https?:/i.test(path)) return true
  const withoutQuery = (path.split('?', 1)[0] ?? '').replace(/^git::/i, '')
  const scheme = /^(?:ssh|https?|file):\/\//i.exec(withoutQuery)?.[0] ?? ''
  const afterScheme = withoutQuery.slice(scheme.length)
  const user = /^[a-zA-Z0-9][a-zA-Z0-9_.-]*@/.exec(afterScheme)?.[0] ?? ''
  const rest = afterScheme.slice(user.length)
  if (scheme.toLowerCase() === 'file://') return rest !== ''
  const isGithub = /^(?:ssh\.)?github\.com[:/]/i.test(rest)
  if (scheme === '' && user === '' && !isGithub) return false
  const host = /^[^/:]*(?::\d+)?[:/]/.exec(rest)?.[0]
  if (host === undefined) return false
  const segments = rest.slice(host.length)
  return /_git\/|\/\/|\.git/.test(segments) || segments.split('/').length >= 2
}
