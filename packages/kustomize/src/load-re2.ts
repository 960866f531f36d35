import { createRequire } from 'node:module'
import type * as Re2 from 're2js'

let loaded: typeof Re2 | undefined

/** The regular expressions of Go, loaded with the first one: most runs meet none. */
export function loadRe2(): typeof Re2 {
  return (loaded ??= createRequire(import.meta.url)('re2js') as typeof Re2)
}
