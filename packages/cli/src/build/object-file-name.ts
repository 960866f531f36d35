import { createHash } from 'node:crypto'
import type { BuiltResource } from '@bulkhead/kustomize'

/** Group, version, kind and name, after the namespace where that is asked for. */
export function objectFileName(
  {
    apiVersion,
    kind,
    name,
    namespace,
  }: Pick<BuiltResource, 'apiVersion' | 'kind' | 'name' | 'namespace'>,
  hasNamespace: boolean,
): string {
  const [version = '', group] = apiVersion.split('/').toReversed()
  const parts = [hasNamespace ? namespace : '', group ?? '', version, kind, name]
  return `${safeName(parts.filter(Boolean).join('_').toLowerCase())}.yaml`
}

/** What no file is called, on some system or by whoever reads its name. */
const unsafe =
  /[/\\<>"|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|^\.|[. ]$/gu
const device = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|conin\$|conout\$) *(?:\.|$)/i

/** Leaves room for an extension, and for a temporary name. */
const mostBytes = 200

/**
 * The name of a file or directory that stays where it is put, whatever an object is called. One
 * that had to be changed is told from others by a hash of what it was.
 */
export function safeName(name: string): string {
  const isLong = Buffer.byteLength(name) > mostBytes
  const safe = (isLong ? shortened(name) : name).replaceAll(unsafe, '_')
  if (safe === name && safe !== '' && !device.test(name)) return name
  return `${safe}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

function shortened(name: string): string {
  // A letter is at most four bytes long.
  return [...name].slice(0, mostBytes / 4).join('')
}

/**
 * Gives each of some files a name of its own, also where letters do not count: of two objects that
 * would have one, the second is told by a number.
 */
export function uniqueFiles<T extends { readonly file: string }>(files: Iterable<T>): readonly T[] {
  /** Every name that is taken, without regard to case, and the number to try next for it. */
  const taken = new Map<string, number>()
  const formOf = (name: string) => name.normalize('NFC').toUpperCase()
  return [...files].map(file => {
    const wanted = formOf(file.file)
    let n = taken.get(wanted) ?? 1
    let name = file.file
    if (n > 1) {
      do name = file.file.replace(/(\.yaml)?$/, `_${n++}$1`)
      while (taken.has(formOf(name)))
      taken.set(formOf(name), 2)
    } else n = 2
    taken.set(wanted, n)
    return { ...file, file: name }
  })
}
