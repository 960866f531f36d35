import { posix } from 'node:path'
import { buildError } from '../build-error.ts'
import { nodeOf } from '../config/shape.ts'
import type { GeneratorArgs } from '../kustomization.ts'
import type { Loader } from '../loader.ts'
import type { Meter } from '../meter.ts'
import type { Workspace } from '../workspace.ts'
import type { Node } from '../yaml/node.ts'

/** One entry of a generated object. Bytes are what is not UTF-8 text. */
export interface KeyValue {
  readonly key: string
  readonly value: string | Uint8Array
  readonly at: Node | undefined
}

/** All entries that a generator asks for: from env files, literals and files, in this order. */
export function readKeyValues(
  args: GeneratorArgs,
  loader: Loader,
  workspace: Workspace,
  meter?: Meter,
): readonly KeyValue[] {
  const { envs = [], env, literals = [], files = [] } = args
  const allEnvs = env ? [...envs, env] : envs
  const pairs = [
    ...allEnvs.flatMap((path, i) => {
      const at = nodeOf(args, 'envs', i) ?? nodeOf(args, 'env')
      const bytes = workspace.bytes(loader, path, at)
      meter?.text(bytes.length, at)
      return readEnvFile(bytes, at)
    }),
    ...literals.map((literal, i) => readLiteral(literal, nodeOf(args, 'literals', i))),
    ...files.map((source, i) => {
      const at = nodeOf(args, 'files', i)
      const { key, path } = splitFileSource(source, at)
      const bytes = workspace.bytes(loader, path, at)
      meter?.text(bytes.length, at)
      return { key, value: asText(bytes), at }
    }),
  ]
  const keys = new Set<string>()
  for (const { key, at } of pairs) {
    if (keys.has(key)) {
      throw buildError('KUSTOMIZE_GENERATOR', `${args.name}: the key "${key}" comes twice`, {
        at,
        hint: 'Remove one of them.',
      })
    }
    keys.add(key)
  }
  return pairs
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function asText(bytes: Uint8Array): string | Uint8Array {
  try {
    return decoder.decode(bytes)
  } catch {
    return bytes
  }
}

function readEnvFile(bytes: Uint8Array, at: Node | undefined): KeyValue[] {
  const text = asText(bytes)
  if (typeof text !== 'string') {
    throw buildError('KUSTOMIZE_GENERATOR', 'the env file is not UTF-8 text', { at })
  }
  const pairs: KeyValue[] = []
  text.split('\n').forEach((line, index) => {
    const start = index === 0 && line.startsWith('\ufeff') ? line.slice(1) : line
    const trimmed = start.replace(/\r$/, '').replace(/^[\s\u0085]+/u, '')
    if (trimmed === '' || trimmed.startsWith('#')) return
    const equals = trimmed.indexOf('=')
    const key = equals < 0 ? trimmed : trimmed.slice(0, equals)
    // A line without a key says nothing.
    if (key !== '') pairs.push({ key, value: equals < 0 ? '' : trimmed.slice(equals + 1), at })
  })
  return pairs
}

function readLiteral(literal: string, at: Node | undefined): KeyValue {
  const equals = literal.indexOf('=')
  if (equals <= 0) {
    throw buildError('KUSTOMIZE_GENERATOR', `"${literal}" is not of the form key=value`, { at })
  }
  return { key: literal.slice(0, equals), value: unquote(literal.slice(equals + 1)), at }
}

/** Takes away the quotes around a value, as a shell would. */
function unquote(value: string): string {
  const first = value[0]
  const isQuoted = value.length >= 2 && first === value.at(-1) && (first === '"' || first === "'")
  return isQuoted ? value.slice(1, -1) : value
}

function splitFileSource(
  source: string,
  at: Node | undefined,
): { readonly key: string; readonly path: string } {
  const parts = source.split('=')
  const [key = '', path = ''] = parts
  if (parts.length === 1) return { key: goBasename(source), path: source }
  if (parts.length > 2 || key === '' || path === '') {
    throw buildError('KUSTOMIZE_GENERATOR', `"${source}" is not of the form path or key=path`, {
      at,
    })
  }
  return { key, path }
}

function goBasename(path: string): string {
  return path === '' ? '.' : posix.basename(path) || '/'
}
