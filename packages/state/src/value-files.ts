import { posix } from 'node:path'
import { BadPattern, objectOf, readDoublestar, type Json, type JsonObject } from '@bulkhead/argocd'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { jsonOf } from './json-of.ts'
import type { ApplicationSourceRef } from './application.ts'
import type { Expand } from './build-environment.ts'
import { isAtHand, readText, type StateRepository } from './repository.ts'
import { entriesBelow, fixedPart, inWalkOrder } from './walk.ts'

export interface ValueFile {
  /** As the Application names it, such as `$values/base/values.yaml`. */
  readonly name: string
  /** Where it is in this repository; nothing for a file that is elsewhere, as in the chart. */
  readonly path: string | undefined
  /** A file that is not there is `ignored` where the Application says that it may be missing. */
  readonly status: 'read' | 'missing' | 'ignored' | 'elsewhere' | 'unreadable'
}

/** A file of values, and what it says. */
export interface ReadValueFile {
  readonly file: ValueFile
  readonly values: JsonObject
}

/** What the files of one source of an Application are found by. */
export interface ValueFileContext {
  readonly source: ApplicationSourceRef
  /** All sources of the Application, which it may refer to. */
  readonly sources: readonly ApplicationSourceRef[]
  readonly repository: StateRepository
  readonly expand: Expand
}

/**
 * The files of values in the order in which Helm lays them over each other, each once. A pattern gives
 * way to the files that it matches and that are not named by themselves.
 * (argo-cd: reposerver/repository getResolvedValueFiles)
 */
export function readValueFiles(
  names: readonly string[],
  mayBeMissing: boolean,
  context: ValueFileContext,
): readonly ReadValueFile[] {
  const missing = mayBeMissing ? 'ignored' : 'missing'
  const found = names.map(name => ({ name, path: pathOf(name, context) }))
  const byName = new Set(found.flatMap(({ path }) => (path && !isPattern(path) ? [path] : [])))
  const seen = new Set<string>()
  return found.flatMap(({ name, path }): readonly ReadValueFile[] => {
    if (path === undefined) {
      if (seen.has(name)) return []
      seen.add(name)
      return [{ file: { name, path, status: 'elsewhere' }, values: {} }]
    }
    const matches = isPattern(path) ? matchesOf(path, context.repository) : [path]
    if (matches.length === 0) return [{ file: { name, path, status: missing }, values: {} }]
    return matches
      .filter(match => !seen.has(match) && (match === path || !byName.has(match)))
      .map(match => {
        seen.add(match)
        return readFile(name, match, missing, context.repository)
      })
  })
}

/**
 * Where a file is in this repository. `$name/` begins at the root of the source that is called so;
 * others begin at the chart, and with a slash at the root of its repository.
 * (argo-cd: reposerver/repository getResolvedRefValueFile; util/io/path ResolveValueFilePathOrUrl)
 */
export function pathOf(
  name: string,
  { source, sources, repository, expand }: ValueFileContext,
): string | undefined {
  const isHere = ({ repoURL, targetRevision }: ApplicationSourceRef) =>
    isAtHand(repository, repoURL, targetRevision)
  const [, ref, rest = ''] = /^\$([^/]+)(?:\/(.*))?$/s.exec(name) ?? []
  const named = ref === undefined ? undefined : sources.find(one => one.ref === ref)
  // What is to be put in is put in behind the name of a source.
  if (named) return isHere(named) ? posix.join('/', expand(rest)).slice(1) : undefined
  const file = expand(name)
  if (source.path === undefined || !isHere(source) || /^\w[\w+.-]*:/.test(file)) return undefined
  return file.startsWith('/') ? posix.normalize(file).slice(1) : posix.join(source.path, file)
}

function isPattern(path: string): boolean {
  return /[*?[]/.test(path)
}

/** In the order in which doublestar gives them: what is in a directory before what is below it. */
function matchesOf(pattern: string, { paths, fileSystem }: StateRepository): readonly string[] {
  const directory = fixedPart(pattern)
  try {
    const isFile = readDoublestar(pattern, 'files')
    const isDirectory = readDoublestar(pattern, 'directories')
    const matches = [directory, ...entriesBelow(paths, directory)].filter(path =>
      fileSystem.isDirectory(`/${path}`) ? isDirectory(path) : isFile(path),
    )
    if (pattern.endsWith('/**')) return matches
    const byDirectory = Map.groupBy(matches, match => posix.dirname(match))
    return inWalkOrder([...byDirectory.keys()]).flatMap(parent => byDirectory.get(parent) ?? [])
  } catch (error) {
    if (error instanceof BadPattern) return []
    throw error
  }
}

function readFile(
  name: string,
  path: string,
  missing: 'missing' | 'ignored',
  repository: StateRepository,
): ReadValueFile {
  const { isThere, values } = contentOf(path, repository)
  if (!isThere) {
    const status = repository.fileSystem.isDirectory(`/${path}`) ? 'unreadable' : missing
    return { file: { name, path, status }, values: {} }
  }
  const status = values === undefined ? 'unreadable' : 'read'
  return { file: { name, path, status }, values: objectOf(values) }
}

interface Content {
  readonly isThere: boolean
  readonly values: Json | undefined
}

/** The values of a base are those of every cluster: each file is read once. */
function contentOf(path: string, repository: StateRepository): Content {
  const known = contents.get(repository) ?? new Map<string, Content>()
  contents.set(repository, known)
  const before = known.get(path)
  if (before) return before
  const text = readText(repository.fileSystem, path)
  const content = {
    isThere: text !== undefined,
    values: text === undefined ? text : readYaml(text),
  }
  known.set(path, content)
  return content
}

const contents = new WeakMap<StateRepository, Map<string, Content>>()

/** Nothing for what is not YAML: a rule of the validator says where and why. */
export function readYaml(text: string): Json | undefined {
  try {
    return jsonOf(readKubernetesYaml(text) as Json)
  } catch {
    return undefined
  }
}
