import { FleetError, type Problem } from '@bulkhead/diagnostics'
import { loadYaml } from '@bulkhead/yaml'
import type { RenderedFile } from '../render/render-group.ts'

/**
 * What is wrong with a rendered file: YAML must parse, and what is listed as a resource must be
 * Kubernetes objects, each with an identity. Places are in the template.
 */
export function checkRendered({ name, text, as, from }: RenderedFile): readonly Problem[] {
  if (name.endsWith('.json')) return checkJson(text, from)
  if (!/\.ya?ml$/.test(name)) return []
  try {
    const values = loadYaml(text, from)
    return as === 'resource' ? values.flatMap(value => checkObject(value, from)) : []
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    return error.problems.map(problem => ({
      ...problem,
      code: 'TEMPLATE_YAML',
      message: `rendered, this is not YAML (${problem.message})`,
      hint: 'Correct the template; lines are those of what it renders.',
    }))
  }
}

interface ObjectLike {
  readonly apiVersion?: unknown
  readonly kind?: unknown
  readonly metadata?: { readonly name?: unknown } | null
}

function checkObject(value: unknown, from: string): readonly Problem[] {
  const object = (typeof value === 'object' ? value : undefined) as ObjectLike | undefined
  const missing = [
    ...(typeof object?.apiVersion === 'string' ? [] : ['apiVersion']),
    ...(typeof object?.kind === 'string' ? [] : ['kind']),
    ...(typeof object?.metadata?.name === 'string' ? [] : ['metadata.name']),
  ]
  if (missing.length === 0) return []
  return [
    {
      code: 'TEMPLATE_OBJECT',
      message: `rendered, this is not a Kubernetes object: ${missing.join(' and ')} missing`,
      location: { file: from, line: 1, column: 1 },
      hint: 'Add it, or mark the group `as: file` in pack.yaml.',
    },
  ]
}

function checkJson(text: string, from: string): readonly Problem[] {
  try {
    JSON.parse(text)
    return []
  } catch (error) {
    return [
      {
        code: 'TEMPLATE_JSON',
        message: `rendered, this is not JSON: ${error instanceof Error ? error.message : ''}`,
        location: { file: from, line: 1, column: 1 },
        hint: 'Correct the template.',
      },
    ]
  }
}
