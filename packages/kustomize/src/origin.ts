import { posix } from 'node:path'
import type { Resource } from './resource.ts'
import { renderString } from './yaml/render.ts'

export const originAnnotation = 'config.kubernetes.io/origin'
export const transformationsAnnotation = 'alpha.config.kubernetes.io/transformations'

/**
 * Where something comes from, for the annotations that `buildMetadata` asks for. Paths are relative
 * to the directory that is built.
 */
export interface Origin {
  readonly path?: string
  readonly configuredIn?: string
  readonly configuredBy?: {
    readonly apiVersion: string
    readonly kind: string
    readonly name?: string
    readonly namespace?: string
  }
}

export function appendPath(origin: Origin, path: string): Origin {
  return { ...origin, path: joinPath(origin.path ?? '', path) }
}

function joinPath(directory: string, path: string): string {
  const joined = directory === '' && path === '' ? '' : posix.join(directory, path)
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined
}

export function builtinOrigin(path: string, file: string, kind: string): Origin {
  return {
    configuredIn: joinPath(path, posix.basename(file)),
    configuredBy: { apiVersion: 'builtin', kind },
  }
}

export function setOrigin(resource: Resource, origin: Origin): void {
  annotate(resource, originAnnotation, lines(origin).join(''))
}

/** Notes a transformer on a resource; on one that has no origin yet, as its origin. */
export function addTransformation(resource: Resource, origin: Origin): void {
  const { annotations } = resource
  if (!annotations.has(originAnnotation)) return setOrigin(resource, origin)
  const [first = '', ...rest] = lines(origin)
  const entry = `- ${first}${rest.map(line => `  ${line}`).join('')}`
  const before = annotations.get(transformationsAnnotation) ?? ''
  annotate(resource, transformationsAnnotation, before + entry)
}

function annotate(resource: Resource, key: string, value: string): void {
  resource.setTextMap('annotations', new Map([...resource.annotations, [key, value]]))
}

function lines({ path = '', configuredIn = '', configuredBy }: Origin): string[] {
  const result: string[] = []
  if (path !== '') result.push(`path: ${renderString(path)}\n`)
  if (configuredIn !== '') result.push(`configuredIn: ${renderString(configuredIn)}\n`)
  if (configuredBy) {
    result.push('configuredBy:\n')
    for (const [key, value] of Object.entries(configuredBy)) {
      if (value) result.push(`  ${key}: ${renderString(value)}\n`)
    }
  }
  return result
}
