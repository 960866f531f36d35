/**
 * Why no tool of ours writes to a path, whoever asks for it: it must stay in the repository, be the
 * same file on every file system, and be what it looks like. Nothing for a path that is fine.
 *
 * @param path relative to the repository, with `/`
 */
export function pathFault(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'is absolute'
  const segments = path.split('/')
  if (segments.includes('..')) return 'leads out of the repository'
  if (!path.isWellFormed()) return 'has half of a character'
  if (path.length > mostBytes) return `is longer than ${mostBytes} bytes`
  // Most paths are made of these alone, and are looked at no further for what follows.
  if (!plain.test(path)) {
    if (unseen.test(path)) return 'has a character that cannot be seen'
    if (/[\\<>:"|?*]/.test(path)) return 'has a character that not every system accepts in names'
  }
  if (segments.includes('') || segments.includes('.')) return 'is not in its shortest form'
  const [first = ''] = segments
  const own = ownDirectories.find(name => name === first.toLowerCase())
  if (own !== undefined && own !== first) return `is ${own} in other letters`
  for (const segment of segments) {
    if (fine.has(segment)) continue
    const fault = segmentFault(segment)
    if (fault !== undefined) return fault
    if (fine.size < mostFine) fine.add(segment)
  }
  return undefined
}

/** Names that were looked at before: most paths are made of the same few. */
const fine = new Set<string>()
const mostFine = 10_000

const plain = /^[\w./-]*$/

/** Control characters, those that are ignored or turn the direction of text, and odd spaces. */
const unseen =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/u

/** Directories of a fleet: where letters do not count, another spelling is the same directory. */
const ownDirectories = [
  '.bulkhead',
  '.github',
  'apps',
  'clusters',
  'docs',
  'fleet',
  'gitops',
  'infrastructure',
]

/** What file systems take as a name, and Linux as a path. */
const mostNameBytes = 255
const mostBytes = 4096

/** Devices of Windows, with any extension. */
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i

/**
 * What is wrong with one name of a path. With trailing dots and spaces, colons and unseen characters
 * refused, what is left of git's own list are other letters and the short names of NTFS, as `git~1`.
 * (git: verify_path, is_ntfs_dotgit, is_hfs_dotgit)
 */
function segmentFault(segment: string): string | undefined {
  const name = segment.toLowerCase()
  if (name === '.git') return "is git's own"
  if (name === '.gitmodules') return 'would have git fetch other repositories'
  if (/^\.git(?:ignore|attributes)$/.test(name) && name !== segment) {
    return `is ${name} in other letters`
  }
  if (name.includes('~') && /~\d/.test(name)) return 'has a short name of Windows for another file'
  if (/[. ]$/.test(segment)) return 'has a name that ends in a dot or a space'
  if (device.test(segment)) return 'has a name that is a device on Windows'
  if (name === 'node_modules') return 'is where installed packages lie'
  if (segment.length > mostNameBytes / 3 && bytesOf(segment) > mostNameBytes) {
    return `has a name of more than ${mostNameBytes} bytes`
  }
  return undefined
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
