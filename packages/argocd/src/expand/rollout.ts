import { isObject, listOf, objectOf, textOf, textsOf, type Json, type JsonObject } from './json.ts'

/** One step of a RollingSync: its Applications, and how many of them change at a time. */
export interface RolloutStep {
  readonly applications: readonly string[]
  /** How many may be updated at once; all, where nothing is said or what is said cannot be read. */
  readonly maxUpdate: number
}

/** In which order Applications are synced. All of them are changed at once, whatever their step. */
export interface Rollout {
  readonly steps: readonly RolloutStep[]
  /** Applications in no step: nothing syncs them. */
  readonly inNoStep: readonly string[]
  /** What is wrong with the steps, in Argo CD's words. */
  readonly issues: readonly string[]
}

/**
 * The steps of `spec.strategy`; nothing where all Applications are synced at once.
 * (applicationset/progressivesync)
 */
export function planRollout(
  strategy: Json | undefined,
  applications: readonly JsonObject[],
): Rollout | undefined {
  const { type, rollingSync } = objectOf(strategy)
  if (type !== 'RollingSync') return undefined
  const steps = listOf(objectOf(rollingSync)['steps']).map(objectOf)
  if (steps.length === 0) {
    return {
      steps: [],
      inNoStep: applications.map(nameOf),
      issues: ['No steps defined for rollout'],
    }
  }
  const chosen = steps.map(step =>
    applications
      .filter(application => isInStep(labelsOf(application), step['matchExpressions']))
      .map(nameOf),
  )
  const inAny = new Set(chosen.flat())
  return {
    steps: chosen.map((names, i) => ({
      applications: names,
      maxUpdate: readMaxUpdate(steps[i]?.['maxUpdate'], names.length) ?? names.length,
    })),
    inNoStep: applications.map(nameOf).filter(name => !inAny.has(name)),
    issues: findIssues(steps, chosen),
  }
}

function isInStep(
  labels: Readonly<Record<string, string>>,
  expressions: Json | undefined,
): boolean {
  return listOf(expressions).every(expression => {
    const { key, operator, values } = objectOf(expression)
    const label = Object.hasOwn(labels, textOf(key)) ? labels[textOf(key)] : undefined
    if (label === undefined) return operator !== 'In'
    const isListed = listOf(values).includes(label)
    return operator === 'In' ? isListed : operator === 'NotIn' && !isListed
  })
}

/** A number, or a percentage rounded down, but at least one; nothing when it cannot be read. */
function readMaxUpdate(value: Json | undefined, count: number): number | undefined {
  if (typeof value === 'number') return value
  const percent = typeof value === 'string' ? /^(\d+)%$/.exec(value)?.[1] : undefined
  if (percent === undefined) return undefined
  const share = Math.floor((Number(percent) * count) / 100)
  return share === 0 && Number(percent) > 0 ? 1 : share
}

function findIssues(
  steps: readonly JsonObject[],
  chosen: readonly (readonly string[])[],
): readonly string[] {
  const issues: string[] = []
  steps.forEach((step, i) => {
    for (const expression of listOf(step['matchExpressions'])) {
      const operator = textOf(objectOf(expression)['operator'])
      if (operator === 'In' || operator === 'NotIn') continue
      issues.push(
        `Step ${i + 1} has invalid matchExpression operators: ${operator}. Supported Operators are 'In' and 'NotIn'`,
      )
    }
    const { maxUpdate } = step
    const isMissing = maxUpdate === undefined || maxUpdate === null
    if (!isMissing && readMaxUpdate(maxUpdate, 1) === undefined) {
      issues.push(`Step ${i + 1} has an invalid maxUpdate value: ${JSON.stringify(maxUpdate)}`)
    }
    if (chosen[i]?.length === 0) {
      issues.push(`Step ${i + 1} has no applications matching its criteria`)
    }
  })
  const stepsOf = new Map<string, number[]>()
  chosen.forEach((names, i) => {
    for (const name of names) stepsOf.set(name, [...(stepsOf.get(name) ?? []), i + 1])
  })
  for (const [name, numbers] of stepsOf) {
    if (numbers.length < 2) continue
    issues.push(`Application '${name}' is selected by multiple steps: (${numbers.join('-')})`)
  }
  return issues
}

function nameOf(application: JsonObject): string {
  return textOf(objectOf(application['metadata'])['name'])
}

function labelsOf(application: JsonObject): Readonly<Record<string, string>> {
  const { labels } = objectOf(application['metadata'])
  return isObject(labels) ? textsOf(labels) : {}
}
