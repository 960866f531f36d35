import { isDeepStrictEqual } from 'node:util'
import { GoMap, GoSlice, type GoValue } from '../../packages/gotemplate/src/index.ts'
import { slugify } from '../../packages/argocd/src/expand/argo-functions.ts'
import {
  expandApplicationSet,
  type ApplicationSetSource,
  type World,
} from '../../packages/argocd/src/expand/expand.ts'
import { readClusterSecret } from '../../packages/argocd/src/expand/cluster-secret.ts'
import { generateEntry } from '../../packages/argocd/src/expand/generators/generate.ts'
import { interpolate } from '../../packages/argocd/src/expand/generators/interpolate.ts'
import { combineTexts } from '../../packages/argocd/src/expand/generators/matrix.ts'
import { byMergeKey } from '../../packages/argocd/src/expand/generators/merge.ts'
import { addValues } from '../../packages/argocd/src/expand/generators/values.ts'
import {
  isObject,
  listOf,
  objectOf,
  textOf,
  type Json,
  type JsonObject,
} from '../../packages/argocd/src/expand/json.ts'
import { ParameterSet, parametersOf } from '../../packages/argocd/src/expand/parameters.ts'
import { Renderer } from '../../packages/argocd/src/expand/renderer.ts'
import {
  directoriesOf,
  type RepositoryTree,
} from '../../packages/argocd/src/expand/repository-tree.ts'
import { applyTemplatePatch } from '../../packages/argocd/src/expand/template-patch.ts'
import { findUnrecognizedGenerators } from '../../packages/argocd/src/expand/unrecognized-generators.ts'
import { ExpansionWork } from '../../packages/argocd/src/expand/work.ts'
import type { Suite, Verdict } from './suite.ts'

interface Vector {
  readonly id: string
  readonly origin: string
  readonly kind: string
  readonly applicationSet: JsonObject
  readonly clusters?: readonly Json[]
  readonly repo?: {
    readonly files?: Readonly<Record<string, string>>
    readonly directories?: readonly string[]
  }
  readonly options?: {
    readonly newGitFileGlobbing?: boolean
    readonly controllerNamespace?: string
  } | null
  readonly fn?: string
  readonly input: JsonObject
  readonly expected: JsonObject
}

/** What an operation gives, or the message that it fails with. */
type Outcome = { readonly value: Json } | { readonly error: string }

/**
 * Recorded behaviour of Argo CD's ApplicationSet controller: parameters of generators, Applications,
 * and the functions that they are made by.
 */
export const applicationSetSuite: Suite = {
  defaultFile: '../shared/conformance/applicationset.json',
  *run(cases) {
    for (const vector of (cases as { readonly vectors: readonly Vector[] }).vectors) {
      yield verdict(vector)
    }
  },
}

function verdict(vector: Vector): Verdict {
  const name = `${vector.id} (${vector.origin})`
  try {
    const detail = difference(vector)
    return detail === undefined
      ? { name, outcome: 'identical' }
      : { name, outcome: 'different', detail }
  } catch (error) {
    return { name, outcome: 'failed', detail: String(error instanceof Error ? error.stack : error) }
  }
}

/** What differs from the recording; nothing when all is the same. */
function difference(vector: Vector): string | undefined {
  const { expected, kind } = vector
  const outcome = run(vector)
  if (typeof expected['error'] === 'string') {
    if (!('error' in outcome)) return `gives ${show(outcome.value)} instead of an error`
    const isSame =
      expected['errorMatch'] === 'any' ||
      (expected['errorMatch'] === 'equal'
        ? outcome.error === expected['error']
        : outcome.error.includes(expected['error']))
    return isSame ? undefined : `fails with ${outcome.error}\n  not with ${expected['error']}`
  }
  if ('error' in outcome) return `fails with ${outcome.error}`
  switch (kind) {
    case 'params':
      return compareParams(expected, listOf(outcome.value))
    case 'applications':
      return compareApplications(expected, objectOf(outcome.value))
    default:
      return compareValues(expected, outcome.value)
  }
}

function run(vector: Vector): Outcome {
  try {
    return operations[vector.kind]?.(vector) ?? { error: `no such kind: ${vector.kind}` }
  } catch (error) {
    if (error instanceof Error) return { error: error.message }
    throw error
  }
}

const operations: Readonly<Record<string, (vector: Vector) => Outcome>> = {
  params: vector => generateParams(vector),
  applications: vector => {
    const { status, faults, applications, unknown } = expandApplicationSet(
      sourceOf(vector),
      worldOf(vector),
    )
    if (status === 'frozen') return { error: faults[0]?.message ?? '' }
    if (status === 'unknown') return { error: unknown[0]?.message ?? '' }
    return {
      value: {
        applications: applications.map(({ application }) => application),
        errors: Object.fromEntries(
          applications.flatMap(({ name, rejection }) =>
            rejection ? [[name, rejection.message]] : [],
          ),
        ),
        applied: applications.flatMap(({ name, rejection }) => (rejection ? [] : [name])),
      },
    }
  },
  replace: ({ input }) => {
    const renderer = rendererOf(input)
    const params = parametersOf(objectOf(input['params']))
    const template = textOf(input['template'])
    // RenderTemplateParams leaves a template alone that it has no parameters for.
    if (params.entries.size === 0 && renderer.isGoTemplate) return { value: template }
    return { value: renderer.replace(template, params) }
  },
  values: ({ input }) => {
    const params = parametersOf(objectOf(input['params']))
    addValues(input, params, rendererOf(input), [])
    return { value: { params: plain(params) } }
  },
  interpolateGenerator: ({ input }) => {
    const params = parametersOf(objectOf(input['params']))
    const generator = objectOf(input['generator'])
    const value =
      params.entries.size === 0 ? generator : interpolate(generator, params, [], rendererOf(input))
    return {
      value: {
        generator: value,
        clusterValues: objectOf(objectOf(value['clusters'])['values']),
        gitValues: objectOf(objectOf(value['git'])['values']),
      },
    }
  },
  mergeKeys: ({ input }) => {
    const sets = listOf(input['paramSets']).map(set =>
      ParameterSet.from(parametersOf(objectOf(set)), { generator: [] }),
    )
    const found = byMergeKey(listOf(input['mergeKeys']).map(textOf), sets, [])
    return {
      value: Object.fromEntries([...found].map(([key, { params }]) => [key, plain(params)])),
    }
  },
  patch: ({ input }) => ({
    value: {
      application: applyTemplatePatch(
        objectOf(input['application']),
        textOf(input['templatePatch']),
      ),
    },
  }),
  fn: ({ fn, input }) => {
    switch (fn) {
      case 'slugify': {
        const [longest, isSmart, name] = listOf(input['args'])
        return { value: slugify(Number(longest), isSmart === true, textOf(name)) }
      }
      case 'combineStringMaps': {
        const [left, right] = [input['left'], input['right']].map(map =>
          parametersOf(objectOf(map)),
        )
        return { value: plain(combineTexts(left ?? new GoMap(), right ?? new GoMap(), [])) }
      }
      default:
        return { error: `no such function: ${fn ?? ''}` }
    }
  },
  invalidGenerators: ({ input }) => {
    const { indices, names } = findUnrecognizedGenerators(input)
    return { value: { invalid: indices.length > 0, names: [...names] } }
  },
}

function rendererOf(input: JsonObject): Renderer {
  return new Renderer(input['goTemplate'] === true, listOf(input['goTemplateOptions']).map(textOf))
}

function sourceOf({ applicationSet }: Vector): ApplicationSetSource {
  return { value: applicationSet }
}

function worldOf({ clusters = [], repo, options }: Vector): World {
  return {
    clusters: clusters.flatMap(secret => readClusterSecret(secret) ?? []),
    repositories: () => treeOf(repo),
    settings: {
      ...(options?.newGitFileGlobbing !== undefined && {
        newGitFileGlobbing: options.newGitFileGlobbing,
      }),
      ...(options?.controllerNamespace !== undefined && {
        controllerNamespace: options.controllerNamespace,
      }),
    },
  }
}

/** One tree stands for every repository; its list of directories is taken as it is. */
function treeOf(repo: Vector['repo']): RepositoryTree {
  const files = repo?.files ?? {}
  return {
    listFiles: () => Object.keys(files),
    listDirectories: () => repo?.directories ?? directoriesOf(Object.keys(files)),
    readFile: path => files[path],
  }
}

function generateParams(vector: Vector): Outcome {
  const world = worldOf(vector)
  const { metadata, spec } = vector.applicationSet
  const { name, namespace } = objectOf(metadata)
  const errors: unknown[] = []
  const entries = listOf(objectOf(spec)['generators']).map(objectOf)
  const generated = entries.flatMap((entry, i) =>
    generateEntry(
      entry,
      ['spec', 'generators', i],
      {
        set: { name: textOf(name), namespace: textOf(namespace) },
        renderer: rendererOf(objectOf(spec)),
        work: new ExpansionWork(),
        clusters: world.clusters,
        repositories: world.repositories,
        supply: () => undefined,
        settings: world.settings ?? {},
        checkProject: () => undefined,
      },
      error => errors.push(error),
    ),
  )
  const [first] = errors
  if (first !== undefined) return { error: first instanceof Error ? first.message : String(first) }
  return { value: generated.flatMap(({ sets }) => sets.map(({ params }) => plain(params))) }
}

function plain(value: GoValue): Json {
  if (value instanceof GoMap) {
    return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]))
  }
  if (value instanceof GoSlice) return value.items.map(plain)
  return typeof value === 'object' && value !== null ? null : value
}

function compareParams(expected: JsonObject, got: readonly Json[]): string | undefined {
  const unordered = listOf(expected['unorderedPaths']).map(textOf)
  const sortPaths = (set: Json): Json =>
    Object.fromEntries(
      Object.entries(objectOf(set)).map(([key, value]) => [
        key,
        unordered.includes(key)
          ? listOf(value)
              .map(canonical)
              .sort()
              .map(text => JSON.parse(text))
          : value,
      ]),
    )
  const wanted = listOf(expected['params']).map(sortPaths)
  const given = got.map(sortPaths)
  const matches =
    expected['compare'] === 'subset'
      ? (a: Json, b: Json) => isWithin(a, b)
      : (a: Json, b: Json) => canonical(a) === canonical(b)
  if (wanted.length !== given.length)
    return `${given.length} sets, not ${wanted.length}: ${show(given)}`
  if (expected['order'] === 'exact') {
    const at = wanted.findIndex((set, i) => !matches(set, given[i] ?? null))
    return at < 0
      ? undefined
      : `set ${at}: ${show(given[at] ?? null)}, not ${show(wanted[at] ?? null)}`
  }
  return unmatched(wanted, given, matches)
}

function compareApplications(expected: JsonObject, got: JsonObject): string | undefined {
  const wanted = listOf(expected['applications'])
  const given = listOf(got['applications'])
  const { count, extraAllowed, validation } = expected
  if (extraAllowed !== true && typeof count === 'number' && given.length !== count) {
    return `${given.length} applications, not ${count}: ${show(given.map(nameOf))}`
  }
  const exact = listOf(expected['exactPaths']).map(textOf)
  const matches = (a: Json, b: Json) =>
    isWithin(a, b) && exact.every(path => isDeepStrictEqual(at(a, path), at(b, path)))
  const difference = unmatched(wanted, given, matches)
  if (difference !== undefined) return difference
  const { errors, errorsContain, applied } = objectOf(validation)
  if (errors !== undefined && !isDeepStrictEqual(got['errors'], errors)) {
    return `rejects ${show(got['errors'] ?? null)}, not ${show(errors)}`
  }
  const messages = Object.values(objectOf(got['errors'])).join('\n')
  const missing = listOf(errorsContain).find(text => !messages.includes(textOf(text)))
  if (missing !== undefined) return `rejects with ${messages}, not with ${show(missing)}`
  if (applied !== undefined && !isDeepStrictEqual(got['applied'], applied)) {
    return `applies ${show(got['applied'] ?? null)}, not ${show(applied)}`
  }
  return undefined
}

/** Some expectations say only what they are about. */
function compareValues(expected: JsonObject, got: Json): string | undefined {
  const wanted = 'value' in expected ? (expected['value'] ?? null) : expected
  if (!isObject(wanted) || 'value' in expected) {
    return canonical(wanted) === canonical(got) ? undefined : `${show(got)}, not ${show(wanted)}`
  }
  for (const [key, value] of Object.entries(wanted)) {
    const given = objectOf(got)[key] ?? null
    if (canonical(withoutEmpty(value)) !== canonical(withoutEmpty(given))) {
      return `${key}: ${show(given)}, not ${show(value)}`
    }
  }
  return undefined
}

/** What is wanted and nothing that is given matches; each given thing matches once. */
function unmatched(
  wanted: readonly Json[],
  given: readonly Json[],
  matches: (a: Json, b: Json) => boolean,
): string | undefined {
  const left = [...given]
  for (const one of wanted) {
    const found = left.findIndex(other => matches(one, other))
    if (found < 0) return `nothing is ${show(one)}\n  in ${show(left)}`
    left.splice(found, 1)
  }
  return undefined
}

/** Whether everything of one value is in another. What is empty may as well be absent. */
function isWithin(a: Json, b: Json): boolean {
  if (isEmpty(a)) return isEmpty(b)
  if (Array.isArray(a) && Array.isArray(b)) {
    const [left, right] = [listOf(a), listOf(b)]
    return left.length === right.length && left.every((item, i) => isWithin(item, right[i] ?? null))
  }
  if (isObject(a) && isObject(b)) {
    return Object.entries(a).every(([key, value]) => isWithin(value, b[key] ?? null))
  }
  return a === b
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function withoutEmpty(value: Json): Json {
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      isEmpty(item) ? [] : [[key, withoutEmpty(item)]],
    ),
  )
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}

function at(value: Json, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, key) => objectOf(inner)[key], value)
}

function nameOf(application: Json): Json {
  return objectOf(objectOf(application)['metadata'])['name'] ?? ''
}

function show(value: Json): string {
  return JSON.stringify(value).slice(0, 600)
}
