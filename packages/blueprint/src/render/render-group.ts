import { FleetError, type Location } from '@bulkhead/diagnostics'
import { stringifyYaml } from '@bulkhead/yaml'
import type { BuildContext } from '../build/builder.ts'
import { builders, type ScopedBuilder } from '../build/index.ts'
import type { FileGroup } from '../pack/pack-spec.ts'
import type { Pack } from '../pack/pack.ts'
import type { Owner } from '../planned-file.ts'
import { compileData, compileText } from './interpolate.ts'
import type { KustomizationFields } from './kustomization-drafts.ts'
import { viewsIn } from './scopes.ts'
import type { CompileTemplate } from './load-compiler.ts'
import { languageOf, type Render, type View } from './template-helpers.ts'
import type { ClusterView, InstanceView } from './views.ts'

/** What one group of files of one pack writes into one directory. */
export interface RenderedGroup {
  readonly directory: string
  readonly files: readonly RenderedFile[]
  /** What the group adds to the kustomization of the directory; absent where it has none. */
  readonly kustomization: KustomizationFields | undefined
  readonly owner: Owner
  readonly pack: string
  /** Where its pack says which directory, for faults of the paths. */
  locate(): Location
}

export interface RenderedFile {
  readonly name: string
  readonly text: string
  readonly as: 'resource' | 'patch' | 'file'
  /** The template or manifest that it came from, for errors. */
  readonly from: string
}

/** Renders a group of files once for every view in its scope. */
export function* renderGroup(
  pack: Pack,
  group: FileGroup,
  context: BuildContext,
  compile: CompileTemplate,
): Generator<RenderedGroup> {
  const place = { source: pack.source, path: ['spec', 'files', pack.spec.files.indexOf(group)] }
  const renderFiles = group.build === undefined ? compileFolder(pack, group, compile) : undefined
  const to = compileText(group.to, { ...place, path: [...place.path, 'to'] })
  const fields = compileData(group.kustomization ?? {}, {
    ...place,
    path: [...place.path, 'kustomization'],
  })
  const owner = group.owner ?? 'managed'
  for (const inScope of viewsIn(group.scope, context.views)) {
    const view = { ...inScope, options: context.options }
    if (!serves(pack, view) || !holds(group.when, view)) continue
    yield {
      directory: to(view),
      files: renderFiles?.(view) ?? buildFiles(pack, group, view, context),
      kustomization: group.kustomization ? (fields(view) as KustomizationFields) : undefined,
      owner,
      pack: pack.name,
      locate: () => pack.source.locate([...place.path, 'to']),
    }
  }
}

const suffix = '.hbs'

function compileFolder(
  pack: Pack,
  group: FileGroup,
  compile: CompileTemplate,
): (view: View) => readonly RenderedFile[] {
  const as = group.as ?? 'resource'
  const prefix = `${group.from ?? ''}/`
  const templates: { name: string; render: Render; from: string }[] = []
  for (const [path, { text, file }] of pack.templates) {
    if (group.from === undefined || !path.startsWith(prefix) || !path.endsWith(suffix)) continue
    const name = path.slice(prefix.length, -suffix.length)
    templates.push({ name, render: compile(text, file, languageOf(name)), from: file })
  }
  if (group.from !== undefined && templates.length === 0) {
    throw new FleetError({
      code: 'PACK_FOLDER',
      message: `the pack "${pack.name}" has no templates in "${group.from}"`,
      location: pack.source.locate(['spec', 'files', pack.spec.files.indexOf(group), 'from']),
      hint: 'Name a folder with *.hbs files.',
    })
  }
  return view => templates.map(({ name, render, from }) => ({ name, text: render(view), as, from }))
}

function buildFiles(
  pack: Pack,
  group: FileGroup,
  view: View,
  context: BuildContext,
): readonly RenderedFile[] {
  const built = buildWith(findBuilder(pack, group), view, context)
  return built.map(({ name, object }) => ({
    name,
    text: name.endsWith('.json') ? `${JSON.stringify(object, null, 2)}\n` : stringifyYaml(object),
    as: group.as ?? 'resource',
    from: pack.source.file,
  }))
}

function findBuilder(pack: Pack, group: FileGroup): ScopedBuilder {
  const name = group.build ?? ''
  const builder = Object.hasOwn(builders, name) ? builders[name] : undefined
  if (builder?.scope === group.scope) return builder
  throw new FleetError({
    code: 'PACK_BUILDER',
    message: builder
      ? `the builder "${group.build}" does not work in the scope "${group.scope}"`
      : `there is no builder "${group.build}"`,
    location: pack.source.locate(['spec', 'files', pack.spec.files.indexOf(group), 'build']),
    hint: builder
      ? `Set the scope to ${builder.scope}.`
      : `Builders: ${Object.keys(builders).join(', ')}.`,
  })
}

function buildWith(builder: ScopedBuilder, view: View, context: BuildContext) {
  if (builder.scope === 'fleet') return builder.build(context)
  const { name } = view['instance'] as InstanceView
  const instance = context.fleet.argocd.instances.find(candidate => candidate.name === name)
  if (!instance) throw new Error(`${name} is not an instance of this fleet`)
  return builder.build(context, instance)
}

/** A pack that bootstraps clusters writes for those that come to be by it. */
function serves({ name, spec }: Pack, view: View): boolean {
  const cluster = view['cluster'] as ClusterView | undefined
  return spec.role !== 'bootstrap' || cluster === undefined || cluster.pack === name
}

function isOwn(value: unknown, key: string): value is View {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}

function holds(path: string | undefined, view: View): boolean {
  if (path === undefined) return true
  return Boolean(
    path
      .split('.')
      .reduce<unknown>((value, key) => (isOwn(value, key) ? value[key] : undefined), view),
  )
}
