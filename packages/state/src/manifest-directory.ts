import { posix } from 'node:path'
import { BadPattern, readGobwasGlob, textOf, type JsonObject } from '@bulkhead/argocd'
import type { Budget, Problem } from '@bulkhead/diagnostics'
import { BuildError, readManifests, type BuiltResource } from '@bulkhead/kustomize'
import type { StateRepository } from './repository.ts'
import { BuiltRoots } from './built-root.ts'
import { inRepository } from './in-repository.ts'
import { quotesOf, type RootOutcome } from './root-builder.ts'
import { UnknownSource } from './source-fault.ts'
import { filesBelow } from './walk.ts'

/** Reads directories of plain manifests, each once for all that ask alike. */
export class ManifestDirectories {
  readonly #repository: StateRepository
  readonly #known = new BuiltRoots({
    problemsOf: error => error.problems.map(placed),
  })

  constructor(repository: StateRepository) {
    this.#repository = repository
  }

  /**
   * The objects that Argo CD takes from a directory, in its order.
   * (argo-cd: reposerver/repository findManifests)
   *
   * @param directory the options of the source
   * @throws UnknownSource where Jsonnet makes some of them
   */
  read(path: string, directory: JsonObject): RootOutcome {
    return this.#known.get(JSON.stringify(['manifests', path, directory]), () => {
      const files = manifestsIn(path, directory, this.#repository)
      const jsonnet = files.find(file => file.endsWith('.jsonnet'))
      if (jsonnet !== undefined) throw new UnknownSource(`Jsonnet makes manifests of ${jsonnet}`)
      return readAll(files, this.#repository)
    })
  }
}

/** (argo-cd: reposerver/repository getPotentiallyValidManifests) */
function manifestsIn(
  path: string,
  directory: JsonObject,
  { paths, fileSystem }: StateRepository,
): readonly string[] {
  const recurse = directory['recurse'] === true
  const takesAll = directory['disableExtensionFilter'] === true
  const include = readFilter(textOf(directory['include']), true)
  const exclude = readFilter(textOf(directory['exclude']), false)
  return filesBelow(paths, path).filter(file => {
    const relative = posix.relative(path, file)
    if (!recurse && relative.includes('/')) return false
    if (!takesAll && !/\.(?:yaml|yml|json|jsonnet)$/.test(relative)) return false
    if (exclude(relative) || !include(relative)) return false
    return !textOfFile(fileSystem.readFile(`/${file}`)).includes('+argocd:skip-file-rendering')
  })
}

/** A pattern that is broken matches nothing. (argo-cd: util/glob Match) */
function readFilter(pattern: string, without: boolean): (path: string) => boolean {
  if (pattern === '') return () => without
  try {
    return readGobwasGlob(pattern)
  } catch (error) {
    if (error instanceof BadPattern) return () => false
    throw error
  }
}

function readAll(files: readonly string[], { fileSystem, budget }: StateRepository) {
  const resources: BuiltResource[] = []
  const problems: Problem[] = []
  const quotes = quotesOf(fileSystem)
  for (const file of files) {
    const bytes = fileSystem.readFile(`/${file}`) ?? new Uint8Array()
    const read = file.endsWith('.json')
      ? readJson(file, bytes, budget)
      : readYaml(file, bytes, budget)
    if ('problem' in read) problems.push(quotes.told(read.problem))
    else resources.push(...read.resources)
  }
  return problems.length > 0 ? { problems } : { resources, leftOut: [] }
}

type FileOutcome = { readonly resources: readonly BuiltResource[] } | { readonly problem: Problem }

/**
 * What is no manifest is passed over, unless an object stands before it or it looks like one.
 * (argo-cd: reposerver/repository getObjsFromYAMLOrJSON)
 */
function readYaml(file: string, bytes: Uint8Array, budget: Budget | undefined): FileOutcome {
  const resources: BuiltResource[] = []
  try {
    for (const resource of readManifests(`/${file}`, bytes, budget)) resources.push(resource)
    return { resources }
  } catch (error) {
    const text = textOfFile(bytes)
    const looksLikeOne = ['apiVersion:', 'kind:', 'metadata:'].every(word => text.includes(word))
    const problem = problemOf(error)
    const counts = resources.length > 0 || looksLikeOne || problem.code === 'LIMIT_EXCEEDED'
    return counts ? { problem } : { resources }
  }
}

/** A file of JSON is one object, whatever else it could be. */
function readJson(file: string, bytes: Uint8Array, budget: Budget | undefined): FileOutcome {
  try {
    const resources = [...readManifests(`/${file}`, bytes, budget)]
    return isObject(textOfFile(bytes)) ? { resources } : { problem: notOneObject(file) }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

/** What YAML is and JSON is not has no finer place than its file. */
function notOneObject(file: string): Problem {
  return {
    code: 'STATE_MANIFEST',
    message: 'this is not one object in JSON',
    location: { file, line: 1, column: 1 },
    hint: 'Correct the file, or leave it out with directory.exclude.',
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof BuildError)) throw error
  return placed(error.problems[0])
}

function placed({ location, ...problem }: Problem): Problem {
  return { ...problem, ...(location && { location: inRepository(location) }) }
}

function textOfFile(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}
