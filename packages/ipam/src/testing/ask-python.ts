import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a reader makes of a text: the range in canonical form, or nothing. */
export type Answer = string | null

/** What each text is to Python's `ipaddress`; `undefined` where Python is not installed. */
export function askPython(texts: readonly string[]): readonly Answer[] | undefined {
  const script = fileURLToPath(new URL('networks.py', import.meta.url))
  const { error, status, stdout, stderr } = spawnSync('python3', [script], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  if (error || status === noSuchCommand) return undefined
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as readonly Answer[]
}

/** What a shell, or a shim in place of the program, ends with. */
const noSuchCommand = 127
