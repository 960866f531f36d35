import { GoMap, goValue, type GoValue } from '@bulkhead/gotemplate'
import { flatten } from './flatten.ts'
import type { Path } from './json.ts'

/** Which entry of a set gave a parameter, and what it took it from. */
export interface Origin {
  /** The generator in the ApplicationSet, as in `['spec', 'generators', 0, 'git']`. */
  readonly generator: Path
  /** The name of the registered cluster. */
  readonly cluster?: string
  /** The element of a list generator, from 0. */
  readonly element?: number
  /** The file that a git generator read, or the directory that it found. */
  readonly file?: string
  readonly directory?: string
  readonly repoURL?: string
  readonly revision?: string
}

/** What is laid over something else wins where both give a parameter. */
type Layers =
  | { readonly origin: Origin; readonly params: GoMap }
  | { readonly under: Layers; readonly over: Layers }

/** The parameters of one Application, which know where they come from. */
export class ParameterSet {
  readonly params: GoMap
  readonly #layers: Layers

  private constructor(params: GoMap, layers: Layers) {
    this.params = params
    this.#layers = layers
  }

  static from(params: GoMap, origin: Origin): ParameterSet {
    return new ParameterSet(params, { origin, params })
  }

  /** What two sets give together. Where both have a parameter, `over` has given it. */
  static combined(params: GoMap, under: ParameterSet, over: ParameterSet): ParameterSet {
    return new ParameterSet(params, { under: under.#layers, over: over.#layers })
  }

  /** Where the parameter of this dotted name comes from. */
  originOf(name: string): Origin | undefined {
    return findOrigin(this.#layers, name)
  }

  /** All origins, the first one first. */
  origins(): readonly Origin[] {
    const found: Origin[] = []
    collect(this.#layers, found)
    return found
  }

  /** Every parameter by its dotted name. */
  *[Symbol.iterator](): Generator<readonly [string, GoValue]> {
    for (const [key, value] of flatten(this.params)) {
      if (value instanceof GoMap) {
        for (const [name, text] of value.entries) yield [`${key}.${name}`, text]
      } else yield [key, value]
    }
  }
}

function findOrigin(layers: Layers, name: string): Origin | undefined {
  if ('over' in layers) return findOrigin(layers.over, name) ?? findOrigin(layers.under, name)
  return has(layers.params, name) ? layers.origin : undefined
}

function collect(layers: Layers, found: Origin[]): void {
  if ('origin' in layers) found.push(layers.origin)
  else {
    collect(layers.under, found)
    collect(layers.over, found)
  }
}

/** Whether a map has a value of this dotted name; keys may have dots themselves. */
function has(value: GoValue, name: string): boolean {
  if (value instanceof GoMap) {
    if (value.entries.has(name)) return true
    for (const [key, item] of value.entries) {
      if (name.startsWith(`${key}.`) && has(item, name.slice(key.length + 1))) return true
    }
    return false
  }
  if (value === null || typeof value !== 'object' || !('items' in value)) return false
  const [index = ''] = name.split('.', 1)
  const item = value.items[Number(index)]
  return item !== undefined && (index === name || has(item, name.slice(index.length + 1)))
}

/** Parameters from a plain object. */
export function parametersOf(value: object): GoMap {
  const params = goValue(value)
  return params instanceof GoMap ? params : new GoMap()
}
