import { terminalText } from '@bulkhead/diagnostics'

/** The variable of the environment that shows messages of bugs. */
export const debugVariable = 'BULKHEAD_DEBUG'

/**
 * A bug as it is printed: the kind of the error and where it was thrown. Its message can quote a
 * file, a Secret included, and is shown only to who asks for it.
 */
export function describeBug(error: unknown, env: NodeJS.ProcessEnv): string {
  const isAsked = Boolean(env[debugVariable])
  const lines = [
    'This is a bug in bulkhead; please report it with what you did.',
    ...(isAsked ? [String(error)] : [kindOf(error)]),
    ...framesOf(error),
    ...(isAsked
      ? []
      : [`The message is left out, since it can quote a file: ${debugVariable}=1 shows it.`]),
  ]
  return terminalText(`${lines.join('\n')}\n`)
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const name = /^\w+$/.test(error.name) ? error.name : 'Error'
  const code = 'code' in error && /^\w+$/.test(String(error.code)) ? ` ${String(error.code)}` : ''
  return `${name}${code}`
}

/** The places of a stack. The message stands before them in it, and may look like one. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  const usual = Error.prepareStackTrace
  // A stack that nobody has asked for yet is made of its places alone.
  Error.prepareStackTrace = (_, sites) => sites.map(site => `    at ${String(site)}`).join('\n')
  const { stack = '', message } = error
  Error.prepareStackTrace = usual
  const at = stack.startsWith('    at ') ? 0 : stack.indexOf(message)
  if (at < 0) return []
  const frames = stack.slice(at === 0 ? 0 : at + message.length).split('\n')
  return frames.filter(line => line.startsWith('    at '))
}
