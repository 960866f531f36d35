/** Two ways to write the address of one repository come out the same. (util/git/git.go NormalizeGitURL) */
export function normalizeGitUrl(url: string): string {
  const text = url.trim().toLowerCase()
  const isScp = /^[^/@:]+@[^/:]+:/.test(text)
  return (isScp ? text.replace(':', '/') : text)
    .replace(/^ssh:\/\//, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
}
