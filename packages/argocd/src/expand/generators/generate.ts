import type { GoMap } from '@bulkhead/gotemplate'
import { ExpansionError, wrapping } from '../faults.ts'
import { flattenForSelector } from '../flatten.ts'
import {
  isObject,
  listOf,
  objectOf,
  textOf,
  type Json,
  type JsonObject,
  type Path,
} from '../json.ts'
import { readLabelSelector, SelectorError } from '../label-selector.ts'
import type { ParameterSet } from '../parameters.ts'
import { sizeOf } from '../work.ts'
import { generateClusters } from './clusters.ts'
import type { GeneratorContext } from './context.ts'
import { generateGit } from './git.ts'
import { interpolate } from './interpolate.ts'
import { generateList } from './list.ts'
import { generateMatrix } from './matrix.ts'
import { generateMerge } from './merge.ts'
import { generateOutside } from './outside.ts'

/** In the order in which Argo CD takes those of one entry. (GetRelevantGenerators) */
const kinds = [
  'list',
  'clusters',
  'git',
  'scmProvider',
  'clusterDecisionResource',
  'pullRequest',
  'matrix',
  'merge',
  'plugin',
] as const

export type GeneratorKind = (typeof kinds)[number]

/** What one kind of generator of an entry has given. */
export interface Generated {
  readonly kind: GeneratorKind
  readonly sets: readonly ParameterSet[]
}

/** How deep an entry stands: matrices and merges may hold each other once. */
type Depth = 'top' | 'nested' | 'terminal'

/**
 * What an entry of `spec.generators` gives: one result for each kind of generator in it, which all
 * pass the entry's selector. Those that fail are told to `report`, and the others go on.
 * (generators/generator_spec_processor.go)
 */
export function generateEntry(
  entry: JsonObject,
  path: Path,
  context: GeneratorContext,
  report: (error: unknown) => void,
): readonly Generated[] {
  return transform(entry, path, context, 'top', undefined, report)
}

/** The kinds that an entry names and Argo CD knows. */
export function kindsOf(entry: JsonObject): readonly GeneratorKind[] {
  return kinds.filter(kind => entry[kind] !== undefined && entry[kind] !== null)
}

function transform(
  entry: JsonObject,
  path: Path,
  context: GeneratorContext,
  depth: Depth,
  given: ParameterSet | undefined,
  report: (error: unknown) => void,
): readonly Generated[] {
  const results: Generated[] = []
  try {
    const selects = readSelector(entry['selector'], path)
    for (const kind of kindsOf(entry)) {
      if (depth === 'terminal' && (kind === 'matrix' || kind === 'merge')) continue
      try {
        const own = given && given.params.entries.size > 0 ? given : undefined
        if (own) context.work.step(sizeOf(entry), path)
        const { [kind]: spec } = own
          ? interpolate(entry, own.params, path, context.renderer)
          : entry
        const sets = generate(kind, objectOf(spec), [...path, kind], context, depth)
        if (selects !== all) context.work.step(sets.length, path)
        results.push({ kind, sets: sets.filter(({ params }) => selects(params)) })
      } catch (error) {
        report(error)
      }
    }
  } catch (error) {
    report(error)
  }
  return results
}

function generate(
  kind: GeneratorKind,
  spec: JsonObject,
  path: Path,
  context: GeneratorContext,
  depth: Depth,
): readonly ParameterSet[] {
  const children = listOf(spec['generators'])
  const generateChild = (index: number, given?: ParameterSet) =>
    childSets(children[index], [...path, 'generators', index], context, depth, given)
  switch (kind) {
    case 'list':
      return generateList(spec, path, context)
    case 'clusters':
      return generateClusters(spec, path, context)
    case 'git':
      return generateGit(spec, path, context)
    case 'matrix':
      return generateMatrix(children.length, path, context, generateChild)
    case 'merge': {
      const keys = listOf(spec['mergeKeys']).map(textOf)
      return generateMerge(children.length, keys, path, context, generateChild)
    }
    case 'scmProvider':
    case 'clusterDecisionResource':
    case 'pullRequest':
    case 'plugin':
      return generateOutside(kind, spec, path, context)
    default:
      return kind satisfies never
  }
}

/** A child of a matrix or merge is exactly one generator. */
function childSets(
  child: Json | undefined,
  path: Path,
  context: GeneratorContext,
  depth: Depth,
  given: ParameterSet | undefined,
): readonly ParameterSet[] {
  const errors: unknown[] = []
  const below = depth === 'top' ? 'nested' : 'terminal'
  const results = transform(objectOf(child), path, context, below, given, error => {
    errors.push(error)
  })
  if (errors.length > 0) {
    return wrapping('child generator returned an error on parameter generation', () => {
      throw errors[0]
    })
  }
  const [only, ...others] = results
  if (!only) throw fault('child generator generated no parameters', path)
  if (others.length > 0) throw fault('found more than one generator in matrix.Generators', path)
  return only.sets
}

const all = () => true

function readSelector(selector: Json | undefined, path: Path): (params: GoMap) => boolean {
  if (!isObject(selector)) return all
  try {
    const matches = readLabelSelector(selector, 'any values')
    return params => matches(flattenForSelector(params))
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error
    throw fault(`error parsing label selector: ${error.message}`, [...path, 'selector'])
  }
}

function fault(message: string, path: Path): ExpansionError {
  return new ExpansionError('APPSET_GENERATOR', message, path)
}
