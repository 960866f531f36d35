import { asBuildError } from './workspace.ts'
import { buildError, locationOf } from './build-error.ts'
import { leafProvenance, provenanceOf, type LeafProvenance, type Provenance } from './provenance.ts'
import type { Resource } from './resource.ts'
import { checkWritable, emitYaml, UnwritableNode } from './yaml/emit.ts'
import { UnreadableScalar } from './yaml/resolve.ts'
import { toValue, type ValueMap } from './yaml/value.ts'

/** One object, as it is built or read. */
export interface BuiltResource {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace: string
  /** The object as a plain value. */
  readonly value: ValueMap
  readonly provenance: Provenance
  /** Where the value at a path was written. */
  locate(path: readonly (string | number)[]): LeafProvenance
  /** @throws BuildError for what cannot be written as YAML */
  toYaml(): string
  /** @throws BuildError where `toYaml` would, for less work */
  checkWritable(): void
}

/** A resource as others see it, who do not change it. */
export function builtResource(resource: Resource): BuiltResource {
  return new Built(resource)
}

class Built implements BuiltResource {
  readonly #resource: Resource

  constructor(resource: Resource) {
    this.#resource = resource
  }

  get apiVersion(): string {
    return this.#resource.apiVersion
  }

  get kind(): string {
    return this.#resource.kind
  }

  get name(): string {
    return this.#resource.name
  }

  get namespace(): string {
    return this.#resource.namespace
  }

  /** @throws BuildError for a scalar that its own tag refuses, as `!!bool x` */
  get value(): ValueMap {
    return this.#attempt(() => toValue(this.#resource.node) as ValueMap)
  }

  get provenance(): Provenance {
    return provenanceOf(this.#resource)
  }

  locate(path: readonly (string | number)[]): LeafProvenance {
    return leafProvenance(this.#resource, path)
  }

  toYaml(): string {
    return this.#attempt(() => {
      const text = emitYaml(this.#resource.node)
      this.#resource.meter?.text(text.length, this.#resource.origin?.node)
      return text
    })
  }

  checkWritable(): void {
    this.#attempt(() => checkWritable(this.#resource.node))
  }

  #attempt<T>(action: () => T): T {
    try {
      return action()
    } catch (error) {
      throw asBuildError(unwritable(error, this.#resource))
    }
  }
}

/** What cannot be written as YAML is a fault of the input. */
export function unwritable(error: unknown, resource?: Resource): unknown {
  const node =
    error instanceof UnwritableNode
      ? error.node
      : error instanceof UnreadableScalar
        ? error.scalar
        : undefined
  if (!node || !(error instanceof Error)) return error
  const at = locationOf(node) ?? locationOf(resource?.origin?.node)
  return buildError('KUSTOMIZE_OUTPUT', error.message, {
    at,
    hint: 'Correct the value.',
    cause: error,
  })
}
