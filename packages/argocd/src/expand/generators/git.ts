import { posix } from 'node:path'
import { compareStrings } from '@bulkhead/diagnostics'
import { GoMap, GoSlice, goValue, sprint, type GoValue } from '@bulkhead/gotemplate'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import { cannotDecode, sanitizeName } from '../argo-functions.ts'
import { ExpansionError, UnknownError, wrapping } from '../faults.ts'
import { flatten } from '../flatten.ts'
import { readDoublestar } from '../globs/doublestar.ts'
import { BadPattern } from '../globs/bad-pattern.ts'
import { pathMatch } from '../globs/path-match.ts'
import { PathspecError, readPathspec } from '../globs/pathspec.ts'
import { listOf, objectOf, textOf, type JsonObject, type Path } from '../json.ts'
import { ParameterSet } from '../parameters.ts'
import type { RepositoryTree } from '../repository-tree.ts'
import type { GeneratorContext } from './context.ts'
import { addValues } from './values.ts'

/** One set for each directory or file that is found. (generators/git.go) */
export function generateGit(
  spec: JsonObject,
  path: Path,
  context: GeneratorContext,
): readonly ParameterSet[] {
  context.checkProject(path)
  const directories = patternsOf(spec, 'directories')
  const files = patternsOf(spec, 'files')
  if (directories.length === 0 && files.length === 0) {
    throw new ExpansionError('APPSET_GENERATOR', 'ApplicationSet is empty', path)
  }
  return wrapping('error generating params from git', () => {
    const source = new GitSource(spec, path, context)
    return directories.length > 0
      ? wrapping('error generating params from apps', () => source.fromDirectories(directories))
      : source.fromFiles(files)
  })
}

interface Pattern {
  readonly text: string
  readonly excludes: boolean
  readonly path: Path
}

function patternsOf(spec: JsonObject, field: 'directories' | 'files'): readonly Pattern[] {
  return listOf(spec[field]).map((item, i) => {
    const { path, exclude } = objectOf(item)
    return { text: textOf(path), excludes: exclude === true, path: [field, i, 'path'] }
  })
}

/** Where one generator looks. */
class GitSource {
  readonly #spec: JsonObject
  readonly #path: Path
  readonly #context: GeneratorContext
  readonly #tree: RepositoryTree
  #files: readonly string[] | undefined
  readonly #repository: { readonly repoURL: string; readonly revision: string }

  constructor(spec: JsonObject, path: Path, context: GeneratorContext) {
    this.#spec = spec
    this.#path = path
    this.#context = context
    const repoURL = textOf(spec['repoURL'])
    const revision = textOf(spec['revision'])
    this.#repository = { repoURL, revision: revision === '' ? 'HEAD' : revision }
    const tree = context.repositories(repoURL, this.#repository.revision)
    if (!tree) {
      const at = `${repoURL || 'the repository'} at ${this.#repository.revision}`
      throw new UnknownError(`what is in ${at} is not known here`, [...path, 'repoURL'])
    }
    this.#tree = tree
  }

  fromDirectories(patterns: readonly Pattern[]): readonly ParameterSet[] {
    const matchers = patterns.flatMap(({ text, excludes }) => {
      try {
        return [{ matches: pathMatch(text), excludes }]
      } catch (error) {
        // Argo CD writes a line to its log, and goes on without the pattern.
        if (error instanceof BadPattern) return []
        throw error
      }
    })
    const isFound = (directory: string, excludes: boolean) =>
      matchers.some(one => one.excludes === excludes && one.matches(directory))
    const sets: ParameterSet[] = []
    const directories = [...this.#tree.listDirectories()]
    this.#count(directories.length * patterns.length)
    for (const directory of directories) {
      if (!this.#context.settings.includeHiddenDirectories && isHidden(directory)) continue
      if (!isFound(directory, false) || isFound(directory, true)) continue
      const params = new GoMap()
      this.#addPath(params, directory, undefined)
      sets.push(this.#complete(params, { directory }))
    }
    return sets
  }

  fromFiles(patterns: readonly Pattern[]): readonly ParameterSet[] {
    const chosen = new Set<string>()
    for (const pattern of patterns) {
      if (!pattern.excludes) for (const file of this.#find(pattern)) chosen.add(file)
    }
    for (const pattern of patterns) {
      if (pattern.excludes) for (const file of this.#find(pattern)) chosen.delete(file)
    }
    return [...chosen]
      .sort(compareStrings)
      .flatMap(file =>
        wrapping(
          `unable to process file '${file}' from repository '${this.#repository.repoURL}'`,
          () => this.#fromFile(file),
        ),
      )
  }

  #find(pattern: Pattern): readonly string[] {
    const { text } = pattern
    const place = [...this.#path, ...pattern.path]
    this.#files ??= [...this.#tree.listFiles()]
    const files = this.#files
    this.#count(files.length)
    const fail = (message: string, action = 'list') => {
      const { repoURL, revision } = this.#repository
      return new ExpansionError(
        'APPSET_GENERATOR',
        `error retrieving Git files: rpc error: code = Internal desc = unable to ${action} files. repo ${repoURL} with revision ${revision} pattern ${text}: ${message}`,
        place,
      )
    }
    try {
      if (!this.#context.settings.newGitFileGlobbing) {
        const matches = readPathspec(text)
        return files.filter(matches)
      }
      const matches = readDoublestar(text, 'files')
      const matchesDirectory = readDoublestar(text, 'directories')
      // It finds directories too, and reading one as a file fails.
      const directory = ['', ...this.#tree.listDirectories()].find(matchesDirectory)
      if (directory !== undefined) throw fail(`read ${directory || '.'}: is a directory`, 'read')
      return files.filter(matches)
    } catch (error) {
      if (error instanceof PathspecError && error.isForeign) {
        throw new UnknownError(error.message, place)
      }
      if (error instanceof BadPattern || error instanceof PathspecError) throw fail(error.message)
      throw error
    }
  }

  /** A path is held against a pattern in less than a step. */
  #count(paths: number): void {
    this.#context.work.step(Math.ceil(paths / 8), this.#path)
  }

  /** A file holds one object, or a list of them. */
  #fromFile(file: string): readonly ParameterSet[] {
    return this.#readObjects(file).map(object => {
      const params = new GoMap()
      if (this.#context.renderer.isGoTemplate) {
        for (const [key, value] of object.entries) params.entries.set(key, value)
      } else for (const [key, value] of flatten(object)) params.entries.set(key, sprint(value))
      this.#addPath(params, posix.dirname(file), posix.basename(file))
      return this.#complete(params, { file })
    })
  }

  #readObjects(file: string): readonly GoMap[] {
    const fail = (message: string) =>
      new ExpansionError('APPSET_GENERATOR', `unable to parse file: ${message}`, this.#path)
    let value: GoValue
    try {
      const text = this.#tree.readFile(file) ?? ''
      this.#context.work.read(text, this.#path)
      value = goValue(readKubernetesYaml(text))
    } catch (error) {
      if (!(error instanceof Error)) throw error
      throw fail(`error converting YAML to JSON: yaml: ${error.message}`)
    }
    if (value === null) return [new GoMap()]
    if (value instanceof GoMap) return [value]
    const target = '[]map[string]interface {}'
    if (!(value instanceof GoSlice)) throw fail(cannotDecode(value, target).message)
    return value.items.map(item => {
      if (item instanceof GoMap) return item
      if (item === null) return new GoMap()
      throw fail(cannotDecode(item, 'map[string]interface {}').message)
    })
  }

  /** What a path gives: for a file that of its directory, and its name. */
  #addPath(params: GoMap, directory: string, filename: string | undefined): void {
    const prefix = textOf(this.#spec['pathParamPrefix'])
    const basename = posix.basename(directory)
    const segments = directory.split('/')
    const names: (readonly [string, GoValue])[] = [
      ['basename', basename],
      ['basenameNormalized', sanitizeName(basename)],
    ]
    if (filename !== undefined) {
      names.push(['filename', filename], ['filenameNormalized', sanitizeName(filename)])
    }
    if (this.#context.renderer.isGoTemplate) {
      const own = new GoMap([
        ['path', directory],
        ...names,
        ['segments', new GoSlice(segments, 'string')],
      ])
      if (prefix === '') params.entries.set('path', own)
      else params.entries.set(prefix, new GoMap([['path', own]]))
      return
    }
    const name = prefix === '' ? 'path' : `${prefix}.path`
    params.entries.set(name, directory)
    for (const [key, value] of names) params.entries.set(`${name}.${key}`, value)
    segments.forEach((segment, i) => {
      if (segment !== '') params.entries.set(`${name}[${i}]`, segment)
    })
  }

  #complete(params: GoMap, found: { file: string } | { directory: string }): ParameterSet {
    wrapping('failed to append templated values', () =>
      addValues(this.#spec, params, this.#context.renderer, this.#path),
    )
    return ParameterSet.from(params, { generator: this.#path, ...found, ...this.#repository })
  }
}

function isHidden(directory: string): boolean {
  return directory.split('/').some(segment => segment.startsWith('.'))
}
