import { posix } from 'node:path'
import type { Problem } from '@bulkhead/diagnostics'
import { Accumulator } from './accumulator.ts'
import { BuildError, buildError, isUnbuilt, type BuildErrorCode } from './build-error.ts'
import type { BuildContext } from './build-context.ts'
import { configOfCrds } from './config/crd-config.ts'
import { defaultConfig } from './config/default-config.ts'
import { inheritNode, nodeOf, readJson } from './config/shape.ts'
import {
  emptyConfig,
  mergeConfigs,
  sortConfig,
  transformerConfigShape,
  type TransformerConfig,
} from './config/transformer-config.ts'
import { generateConfigMap, generateSecret, mergeOptions } from './generators/data-object.ts'
import type { At, Loader } from './loader.ts'
import { addTransformation, appendPath, builtinOrigin, setOrigin, type Origin } from './origin.ts'
import { generatorOf, helmIsNotRun, transformerOf, type PluginContext } from './plugins.ts'
import { isLimit } from './meter.ts'
import type { ReadKustomization } from './read-kustomization.ts'
import { Resource } from './resource.ts'
import { transformersOf } from './transformers/of-kustomization.ts'
import type { Transformer } from './transformers/transformer.ts'
import { runValidator } from './transformers/validator.ts'
import { asBuildError, inlineSource } from './workspace.ts'
import type { MapNode, Node } from './yaml/node.ts'

/** What it costs to look whether a transformer is for an object. */
const stepsOfTransformer = 4

/** What it costs to come to a kustomization. */
const stepsOfKustomization = 200

/**
 * One kustomization at work. The order in which things happen is that of `accumulate`: resources,
 * configuration, generators, components, transformers, validators, variables.
 */
export class Target {
  readonly loader: Loader
  readonly context: BuildContext
  readonly #read: ReadKustomization
  /** Where this kustomization is, seen from the one that is built; only kept when asked for. */
  readonly #origin: Origin | undefined

  constructor(
    loader: Loader,
    context: BuildContext,
    read: ReadKustomization,
    origin: Origin | undefined,
  ) {
    this.loader = loader
    this.context = context
    this.#read = read
    this.#origin = origin
  }

  get fields() {
    return this.#read.fields
  }

  get file(): string {
    return this.#read.file
  }

  /** Gathers everything that this kustomization speaks of, and works on it. */
  accumulate(gathered: Accumulator): Accumulator {
    try {
      return this.#accumulate(gathered)
    } catch (error) {
      throw withoutWhatIsLeftOut(error, gathered)
    }
  }

  #accumulate(gathered: Accumulator): Accumulator {
    const { fields, loader } = this
    gathered.roots.add(loader.root)
    gathered.meter.step(stepsOfKustomization, this.#read.node)
    this.#addResources(gathered, fields.resources ?? [], 'resources')
    this.#addResources(gathered, fields.bases ?? [], 'bases')
    gathered.mergeConfig(this.#transformerConfig())
    gathered.mergeConfig(this.#crdConfig())
    this.#runGenerators(gathered)
    const whole = this.#addComponents(gathered)
    this.#runTransformers(whole)
    this.#runValidators(whole)
    this.#withoutWhatIsMissing(whole, () => whole.mergeVariables(fields.vars ?? []))
    return whole
  }

  #addResources(gathered: Accumulator, paths: readonly string[], field: string): void {
    paths.forEach((path, i) => {
      const at = nodeOf(this.fields, field, i)
      this.#leavingOut(gathered, () => {
        if (this.loader.isDirectory(path)) this.#addBase(gathered, path, at)
        else this.#addFile(gathered, path, at)
      })
    })
  }

  /** Adds something; where it is not looked at, and the build may leave it out, notes that. */
  #leavingOut(gathered: Accumulator, add: () => void): void {
    try {
      add()
    } catch (error) {
      if (!this.context.leavesOut || !isUnbuilt(error)) throw error
      for (const problem of error.problems) gathered.leftOut.add(problem)
    }
  }

  /** A step that may fail only because something was left out: then it is left out as well, and noted. */
  #withoutWhatIsMissing({ leftOut }: Accumulator, step: () => void): void {
    try {
      step()
    } catch (error) {
      if (leftOut.size === 0 || isLimit(error)) throw error
      for (const problem of asBuildError(error).problems) leftOut.add(unsure(problem))
    }
  }

  #addFile(gathered: Accumulator, path: string, at: At): void {
    const { workspace } = this.context
    this.loader.refuseRemote(path, at)
    const source = workspace.source(this.loader, path, at)
    gathered.add(
      workspace.resources(source).map(node => this.#resourceOf(node, path)),
      at,
    )
  }

  #resourceOf(node: MapNode, path: string): Resource {
    const resource = new Resource(node, this.context.api, false)
    resource.origin = { node, kustomization: this.file }
    if (this.#origin) setOrigin(resource, appendPath(this.#origin, path))
    return resource
  }

  #addBase(gathered: Accumulator, path: string, at: At): void {
    const loader = this.loader.directory(path, at)
    const base = this.context.base(loader, at, () => this.#accumulateBase(loader, path, at))
    gathered.append(base, at)
  }

  #accumulateBase(loader: Loader, path: string, at: At): Accumulator {
    const target = this.#target(loader, path, at)
    if (target.fields.kind === 'Component') {
      throw buildError('KUSTOMIZE_FIELD', `"${path}" is a Component, not a Kustomization`, {
        at,
        hint: 'List it under components.',
      })
    }
    return target.accumulate(new Accumulator(this.context.meter()))
  }

  #target(loader: Loader, path: string, at: At): Target {
    const read = this.context.kustomization(loader, at)
    const origin = this.#origin && appendPath(this.#origin, path)
    const target = new Target(loader, this.context, read, origin)
    target.#useSchema()
    return target
  }

  /** The first schema that any kustomization names is that of the whole build. */
  #useSchema(): void {
    const { openapi } = this.fields
    if (openapi) this.context.useSchema(this.loader, openapi, nodeOf(this.fields, 'openapi'))
  }

  #addComponents(gathered: Accumulator): Accumulator {
    let whole = gathered
    ;(this.fields.components ?? []).forEach((path, i) => {
      const at = nodeOf(this.fields, 'components', i)
      const loader = this.loader.directory(path, at)
      this.context.holdDepth(loader, at)
      const target = this.#target(loader, path, at)
      if (target.fields.kind !== 'Component') {
        throw buildError('KUSTOMIZE_FIELD', `"${path}" is a Kustomization, not a Component`, {
          at,
          hint: 'List it under resources, or set kind: Component.',
        })
      }
      // A component works on what its parent has gathered so far.
      whole = target.accumulate(whole)
    })
    return whole
  }

  #transformerConfig(): TransformerConfig {
    const { configurations = [] } = this.fields
    let own = emptyConfig
    configurations.forEach((path, i) => {
      const at = nodeOf(this.fields, 'configurations', i)
      own = mergeConfigs(own, this.#configFile(path, at))
    })
    return own === emptyConfig ? defaultConfig : mergeConfigs(sortConfig(defaultConfig), own)
  }

  #configFile(path: string, at: At): TransformerConfig {
    const { workspace } = this.context
    const absolute = this.loader.resolve(path, at)
    return workspace.once(this.loader, `configuration ${absolute}`, () => {
      const node = workspace.document(this.loader, path, at)
      return sortConfig(transformerConfigShape(node, 'configuration') ?? {})
    })
  }

  #crdConfig(): TransformerConfig {
    const { crds = [] } = this.fields
    let config = emptyConfig
    crds.forEach((path, i) => {
      const at = nodeOf(this.fields, 'crds', i)
      const node = this.context.workspace.document(this.loader, path, at)
      config = mergeConfigs(config, configOfCrds(readJson(node)))
    })
    return config
  }

  #runGenerators(gathered: Accumulator): void {
    const { configMapGenerator = [], secretGenerator = [], generatorOptions } = this.fields
    const { helmCharts = [], helmChartInflationGenerator = [] } = this.fields
    const context = this.#pluginContext('generators', gathered)
    configMapGenerator.forEach((args, i) => {
      const at = nodeOf(this.fields, 'configMapGenerator', i)
      const options = mergeOptions(args.options, generatorOptions)
      const made = generateConfigMap(withOptions(args, options), { ...context, node: at })
      this.#withoutWhatIsMissing(gathered, () => this.#absorb(gathered, made, 'ConfigMapGenerator'))
    })
    secretGenerator.forEach((args, i) => {
      const at = nodeOf(this.fields, 'secretGenerator', i)
      const options = mergeOptions(args.options, generatorOptions)
      const made = generateSecret(withOptions(args, options), { ...context, node: at })
      this.#withoutWhatIsMissing(gathered, () => this.#absorb(gathered, made, 'SecretGenerator'))
    })
    const charts = [
      ...chartsIn(helmCharts, i => nodeOf(this.fields, 'helmCharts', i)),
      ...chartsIn(helmChartInflationGenerator, i =>
        nodeOf(this.fields, 'helmChartInflationGenerator', i),
      ),
    ]
    for (const chart of charts) {
      this.#leavingOut(gathered, () => {
        throw helmIsNotRun(chart.name, chart.at)
      })
    }
    for (const config of this.#configObjects('generators')) {
      this.#leavingOut(gathered, () => {
        const generate = generatorOf(config, { ...context, node: config.node })
        for (const made of generate()) {
          const origin = this.#origin && configuredBy(config)
          if (origin) setOrigin(made, origin)
          gathered.absorb(made)
        }
      })
    }
  }

  #absorb(gathered: Accumulator, made: Resource, kind: string): void {
    if (this.#origin) setOrigin(made, this.#builtinOrigin(kind))
    gathered.absorb(made)
  }

  #builtinOrigin(kind: string): Origin {
    return builtinOrigin(this.#origin?.path ?? '', this.file, kind)
  }

  #runTransformers(gathered: Accumulator): void {
    const { fields, loader, context } = this
    const own = transformersOf(fields, gathered.config, loader, context)
    const configured = this.#configObjects('transformers').map(config => ({
      transformer: transformerOf(config, {
        ...this.#pluginContext('transformers', gathered),
        node: config.node,
      }),
      origin: this.#origin && configuredBy(config),
    }))
    for (const transformer of own) {
      const origin = this.#origin && this.#builtinOrigin(transformer.kind)
      this.#withoutWhatIsMissing(gathered, () => this.#run(transformer, gathered, origin))
    }
    for (const { transformer, origin } of configured) {
      this.#withoutWhatIsMissing(gathered, () => this.#run(transformer, gathered, origin))
    }
  }

  #run(transformer: Transformer, { resources }: Accumulator, origin: Origin | undefined): void {
    try {
      resources.meter.step(stepsOfTransformer * resources.resources.length, transformer.node)
      transformer.transform(resources)
    } catch (error) {
      throw located(error, transformer.node)
    }
    if (origin) {
      for (const resource of resources.resources) {
        if (!resource.isEmpty) addTransformation(resource, origin)
      }
    }
    resources.dropEmpty()
  }

  #runValidators(gathered: Accumulator): void {
    for (const config of this.#configObjects('validators')) {
      const context = { ...this.#pluginContext('validators', gathered), node: config.node }
      const validator = transformerOf(config, context)
      this.#withoutWhatIsMissing(gathered, () => runValidator(validator, gathered.resources))
    }
  }

  /** The configuration objects under a field: written there, in files, or built by directories. */
  #configObjects(field: 'generators' | 'transformers' | 'validators'): readonly Resource[] {
    const entries = this.fields[field] ?? []
    if (entries.length === 0) return []
    const gathered = new Accumulator(this.context.meter())
    const paths: (readonly [path: string, at: Node | undefined])[] = []
    entries.forEach((entry, i) => {
      const at = nodeOf(this.fields, field, i)
      const inline = this.#inlineObjects(entry, at)
      if (!inline) paths.push([entry, at])
      else {
        const base = posix.basename(this.file)
        gathered.add(
          inline.map(node => this.#resourceOf(node, base)),
          at,
        )
      }
    })
    for (const [path, at] of paths) {
      if (this.loader.isDirectory(path)) this.#addBase(gathered, path, at)
      else this.#addFile(gathered, path, at)
    }
    return gathered.resources.resources
  }

  #inlineObjects(entry: string, at: Node | undefined): readonly MapNode[] | undefined {
    const { workspace } = this.context
    try {
      return workspace.resources(inlineSource(entry, at, workspace.budget))
    } catch (error) {
      if (isLimit(error)) throw error
      return undefined
    }
  }

  #pluginContext(by: string, { meter }: Accumulator): PluginContext {
    return {
      meter,
      loader: this.loader,
      workspace: this.context.workspace,
      api: this.context.api,
      currentApi: () => this.context.api,
      kustomization: this.file,
      by,
    }
  }
}

/** The names of charts, as far as they have one, and where they stand. */
function chartsIn(charts: readonly unknown[], at: (index: number) => Node | undefined) {
  return charts.map((chart, i) => ({ name: nameIn(chart), at: at(i) }))
}

function nameIn(chart: unknown): string {
  if (typeof chart !== 'object' || chart === null) return ''
  const { name, chartName } = chart as { readonly name?: unknown; readonly chartName?: unknown }
  return [name, chartName].find(one => typeof one === 'string') ?? ''
}

/**
 * An error after something was left out may only be that it is missing, so that the reason is told why
 * it is.
 */
export function withoutWhatIsLeftOut(error: unknown, { leftOut }: Accumulator): unknown {
  if (isLimit(error)) return error
  const [first, ...others] = leftOut
  return first ? new BuildError([first, ...others], { cause: error }) : error
}

/** A fault that may be none once what was left out is there. */
function unsure({ message, location }: Problem): Problem {
  const code: BuildErrorCode = 'KUSTOMIZE_UNSURE'
  return {
    code,
    message: `a step fails, maybe for want of what was left out before: ${message}`,
    ...(location && { location }),
    hint: 'Correct it; if it needs what was left out, accept the path of this file in `spec.unchecked`, without a name.',
  }
}

function withOptions<T extends object>(args: T, options: object | undefined): T {
  return options ? inheritNode({ ...args, options }, args) : args
}

/** What the configuration of a plugin tells about what it makes or changes. */
function configuredBy(config: Resource): Origin {
  const origin = config.annotations.get('config.kubernetes.io/origin') ?? ''
  const path = /^path: (.*)$/m.exec(origin)?.[1] ?? ''
  const { apiVersion, kind, name, namespace } = config
  return { configuredIn: path, configuredBy: { apiVersion, kind, name, namespace } }
}

/** An error without a place gets that of the transformer that met it. */
function located(error: unknown, node: Node | undefined): unknown {
  if (!(error instanceof BuildError) || error.problems[0].location || !node) return error
  const location = node.source?.locate(node.offset)
  if (!location) return error
  return new BuildError({ ...error.problems[0], location }, { kind: error.kind, cause: error })
}
