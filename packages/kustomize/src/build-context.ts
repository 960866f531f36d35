import { buildError } from './build-error.ts'
import type { Accumulator } from './accumulator.ts'
import { readJson } from './config/shape.ts'
import type { StringMap } from './kustomization.ts'
import type { At, Loader } from './loader.ts'
import { readKustomization, type ReadKustomization } from './read-kustomization.ts'
import { hold, Meter } from './meter.ts'
import { customApi } from './schema/custom-schema.ts'
import { isKnownKind, kubernetesApi, type OpenApi, type Schema } from './schema/schema.ts'
import type { Workspace } from './workspace.ts'

/** The only version of the Kubernetes API that kustomize v5.6.0 carries. */
const builtinVersion = 'v1.21.2'

/** Thrown when it turns out that what a build gathers cannot be shared with others. */
export class NotShareable extends Error {}

/** What one build knows beside its files: the API, and what it may share with other builds. */
export class BuildContext {
  readonly workspace: Workspace
  /** Whether bases are gathered once for all builds of the workspace. */
  readonly shares: boolean
  /** Whether a build goes on without what it does not look at. */
  readonly leavesOut: boolean
  readonly api: OpenApi
  readonly #currentApi: CurrentApi | undefined
  #hasSchema = false

  constructor(workspace: Workspace, shares: boolean, leavesOut = false) {
    this.workspace = workspace
    this.shares = shares
    this.leavesOut = leavesOut
    this.#currentApi = shares ? undefined : new CurrentApi()
    this.api = this.#currentApi ?? kubernetesApi
  }

  kustomization(loader: Loader, at: At): ReadKustomization {
    return this.workspace.once(loader, `kustomization ${loader.restrictor}`, () =>
      readKustomization(loader, at, this.workspace.budget),
    )
  }

  /** What a base has gathered; computed once where builds share. */
  base(loader: Loader, at: At, compute: () => Accumulator): Accumulator {
    this.holdDepth(loader, at)
    if (!this.shares) return compute()
    const base = this.workspace.onceOrLimit(loader, `base ${loader.restrictor}`, compute)
    loader.refuseCycleOf(base.roots, at)
    return base
  }

  /** No chain of bases may be longer than the limit. */
  holdDepth(loader: Loader, at: At): void {
    hold(this.workspace.budget, 'base-depth', loader.depth, at)
  }

  /** Counts the work of one kustomization. */
  meter(): Meter {
    return new Meter(this.workspace.budget)
  }

  /** Sets the API of the whole build; the first to ask is heard. */
  useSchema(loader: Loader, openapi: StringMap, at: At): void {
    if (!this.#currentApi) throw new NotShareable()
    if (this.#hasSchema) return
    const { path, version = '' } = openapi
    if (path !== undefined) {
      const document = readJson(this.workspace.document(loader, path, at))
      if ('version' in openapi) {
        throw buildError('KUSTOMIZE_FIELD', 'openapi can have a version or a path, not both', {
          at,
        })
      }
      const fallback = this.#currentApi.wasConsulted ? kubernetesApi : undefined
      this.#currentApi.become(customApi(document, fallback))
      this.#hasSchema = true
    } else if (version !== '') {
      if (version !== builtinVersion) {
        throw buildError('KUSTOMIZE_FIELD', `there is no builtin API ${version}`, {
          at,
          hint: `The only one is ${builtinVersion}.`,
        })
      }
      this.#hasSchema = true
    }
  }
}

/** An API that can be replaced while a build goes on. */
class CurrentApi implements OpenApi {
  #api: OpenApi = kubernetesApi
  /** Whether anything beyond the well-known kinds has been asked for: then it stays known. */
  wasConsulted = false

  become(api: OpenApi): void {
    this.#api = api
  }

  schemaOf(apiVersion: string, kind: string): Schema | undefined {
    this.wasConsulted = true
    return this.#api.schemaOf(apiVersion, kind)
  }

  isClusterScoped(apiVersion: string, kind: string): boolean {
    this.wasConsulted ||= !isKnownKind(apiVersion, kind)
    return this.#api.isClusterScoped(apiVersion, kind)
  }
}
