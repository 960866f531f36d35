import { posix } from 'node:path'
import type { FunctionMap } from '../function.ts'
import { trimEnd } from './characters.ts'
import { define } from './define.ts'

const base = define('string', a => baseName(a.text(0)))
const dir = define('string', a => directory(a.text(0)))
const clean = define('string', a => cleanPath(a.text(0)))
const ext = define('string', a => {
  const name = a.text(0).slice(a.text(0).lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot)
})
const isAbs = define('string', a => a.text(0).startsWith('/'))

/** Argo CD runs on Linux, where paths of the system are paths with slashes. */
export const pathFunctions: FunctionMap = {
  base,
  dir,
  clean,
  ext,
  isAbs,
  osBase: base,
  osDir: dir,
  osClean: clean,
  osExt: ext,
  osIsAbs: isAbs,
}

/** path.Clean: the shortest equivalent, without a slash at the end. */
function cleanPath(path: string): string {
  const normal = posix.normalize(path)
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal
}

/** path.Base: `.` for nothing, `/` for slashes alone. */
function baseName(path: string): string {
  if (path === '') return '.'
  const trimmed = trimEnd(path, c => c === '/')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

/** path.Dir: all but the last element. */
function directory(path: string): string {
  return cleanPath(path.slice(0, path.lastIndexOf('/') + 1))
}
