import { pathFault } from '../check/path-fault.ts'
import { isOwnRecord } from '../check/repository-path.ts'
import { ownPacksPath } from '../hash-inputs.ts'
import type { Owner } from '../planned-file.ts'
import { hashText, type ProvenFile } from '../provenance.ts'
import { bearsNotice } from '../render/header.ts'
import { manifestValue } from './manifest-value.ts'

/**
 * Where each pack can write, and as whose: what tells a file that a record names because a run wrote
 * it from one that somebody only put into the record. A record comes with the branch, so that
 * nothing is overwritten or deleted for its word alone.
 */
export class Places {
  readonly #byPack: ReadonlyMap<string, Readonly<Record<Owner, readonly Glob[]>>>

  /**
   * @param ours the files of our packs: path below `templates/` → text, which only a `pack.yaml` needs
   * @param own those of the fleet: repository path, below `fleet/packs/` → text
   */
  constructor(ours: ReadonlyMap<string, string>, own: ReadonlyMap<string, string>) {
    const files = new Map(ours)
    for (const [path, text] of own) {
      if (path.startsWith(ownPacksPath)) files.set(path.slice(ownPacksPath.length), text)
    }
    this.#byPack = new Map(
      [...files]
        .filter(([path]) => /^[^/]+\/pack\.yaml$/.test(path))
        .map(([path, text]) => {
          const name = path.slice(0, -'/pack.yaml'.length)
          const groups = groupsOf(text)
          const templates = [...files.keys()]
            .filter(file => file.startsWith(`${name}/`) && file.endsWith('.hbs'))
            .map(file => file.slice(name.length + 1, -'.hbs'.length))
          const placesOf = (owner: Owner) =>
            globsOf(
              groups.filter(group => (group.owner ?? 'managed') === owner),
              templates,
            )
          return [name, { managed: placesOf('managed'), given: placesOf('given') }] as const
        }),
    )
  }

  /**
   * Why no run can have written a file as a record says it did; nothing where one can.
   *
   * @param text what the file is now, where there is one
   */
  faultOf(path: string, { owner, pack, hash }: ProvenFile, text?: string): string | undefined {
    const fault = recordedPathFault(path)
    if (fault !== undefined) return fault
    const places = this.#byPack.get(pack)
    if (!places) return `there is no pack ${JSON.stringify(pack)}`
    if (!places[owner].some(glob => matches(path, glob))) {
      return `the pack ${JSON.stringify(pack)} writes no such file that is ${owner}`
    }
    // Only what is as it was recorded is ever touched, and only then its first line is telling.
    const isForeign = text !== undefined && !bearsNotice(path, text, owner)
    return isForeign && hashText(text) === hash ? 'it does not say that it is' : undefined
  }
}

/** Why no pack at all writes to a path that a record names. */
export function recordedPathFault(path: string): string | undefined {
  const fault = pathFault(path)
  if (fault !== undefined) return `the path ${fault}`
  if (path.startsWith('fleet/')) return 'the spec is never generated'
  return isOwnRecord(path) ? 'it is a record itself' : undefined
}

interface Group {
  readonly to: string
  readonly from?: string
  readonly build?: string
  readonly owner?: string
  readonly kustomization?: unknown
}

/** A pack that cannot be read has no places: whoever uses it is told by who reads it. */
function groupsOf(text: string): readonly Group[] {
  const { spec } = (manifestValue(text) ?? {}) as { readonly spec?: { readonly files?: unknown } }
  const groups = spec?.files
  return Array.isArray(groups) ? groups.filter(isGroup) : []
}

function isGroup(group: unknown): group is Group {
  return typeof group === 'object' && group !== null && typeof (group as Group).to === 'string'
}

/**
 * A path with gaps: the texts between them. Matched by looking for one text after the other, since
 * the packs of a fleet are input: a regular expression of them could take forever.
 */
interface Glob {
  readonly texts: readonly string[]
  /** Whether a gap can be more than one name. */
  readonly isLoose: boolean
}

const gap = '\0'

function globsOf(groups: readonly Group[], templates: readonly string[]): readonly Glob[] {
  return groups.flatMap(group => {
    const isLoose = /\{\{\s*options\./.test(group.to)
    return directoriesOf(group.to).flatMap(directory =>
      namesOf(group, templates).map(name => ({
        texts: (directory === '.' ? name : `${directory}/${name}`).split(gap),
        isLoose,
      })),
    )
  })
}

function namesOf({ from, build, kustomization }: Group, templates: readonly string[]): string[] {
  return [
    ...(from === undefined
      ? []
      : templates
          .filter(path => path.startsWith(`${from}/`))
          .map(path => path.slice(from.length + 1))),
    ...(build === undefined ? [] : [build === 'spec-schema' ? 'schema.json' : `${gap}.yaml`]),
    ...(kustomization === undefined ? [] : ['kustomization.yaml']),
  ]
}

/** What these names can be, each of one directory or another; see `instancePaths`. */
const ofInstance: Readonly<Record<string, readonly string[]>> = {
  'instance.directory': [`gitops/${gap}`],
  'instance.projects': ['gitops/projects', `gitops/${gap}/projects`],
  'instance.applicationSets': ['gitops/applicationsets', `gitops/${gap}/applicationsets`],
  'instance.clusterList': ['clusters', `gitops/${gap}/clusters`],
  'cluster.instance.clusterList': ['clusters', `gitops/${gap}/clusters`],
}

/** `apps/{{workload.name}}/base` with gaps in place of names. */
function directoriesOf(to: string): readonly string[] {
  const [, only = ''] = /^\{\{\s*([\w.]+)\s*\}\}(?=\/|$)/.exec(to) ?? []
  const known = Object.hasOwn(ofInstance, only) ? ofInstance[only] : undefined
  const gapped = (text: string) => text.replaceAll(/\{\{\s*[\w.]+\s*\}\}/g, gap)
  if (!known) return [gapped(to)]
  const rest = gapped(to.slice(to.indexOf('}}') + 2))
  return known.map(directory => `${directory}${rest}`)
}

function matches(path: string, { texts, isLoose }: Glob): boolean {
  const [first = '', ...others] = texts
  const last = others.pop()
  if (last === undefined) return path === first
  if (!path.startsWith(first) || !path.endsWith(last)) return false
  const end = path.length - last.length
  let at = first.length
  for (const text of [...others, undefined]) {
    const next = text === undefined ? end : path.indexOf(text, at + 1)
    if (next <= at || next > end) return false
    if (!isLoose && path.slice(at, next).includes('/')) return false
    at = next + (text?.length ?? 0)
  }
  return true
}
