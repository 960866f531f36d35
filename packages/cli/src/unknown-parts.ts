import type { Problem } from '@bulkhead/diagnostics'
import { unbuiltCodes } from '@bulkhead/kustomize'
import { isLocal, type Deployment, type ManagedApplication } from '@bulkhead/state'
import { acceptanceOf, isAskedFor } from '@bulkhead/validator'
import { chartsOf, type FleetState } from './read-state.ts'

/** What a state does not tell. */
export interface UnknownParts {
  /** What is wrong, or unknown and not accepted: a result without it is not the whole answer. */
  readonly problems: readonly Problem[]
  /** What is unknown and the fleet accepts to be, with its reason. */
  readonly accepted: readonly string[]
  /** Names of charts that are not rendered, and that the fleet asks for by naming systems. */
  readonly charts: readonly string[]
}

/**
 * Sorts what is unknown about some Applications, and about what Argo CD is told by, into what the
 * fleet accepts and what it does not.
 */
export function unknownParts(
  state: FleetState,
  applications: readonly ManagedApplication[],
): UnknownParts {
  const { instance, fleet } = state
  const problems = new Map<string, Problem>()
  const accepted = new Set<string>()
  const sort = (problem: Problem) => {
    const acceptance = isUnknown(problem) && acceptanceOf(problem, fleet.unchecked)
    if (acceptance) accepted.add(`${problem.message} (accepted: ${acceptance.reason})`)
    else problems.set(JSON.stringify([problem.message, problem.location]), problem)
  }
  for (const problem of instance.problems) sort(problem)
  const asked = chartsOf(state)
  const charts = new Set<string>()
  for (const application of applications) {
    for (const deployment of instance.deploymentsOf(application)) {
      if (deployment.kind === 'chart' && isAskedFor(deployment.source, application, fleet, asked)) {
        charts.add(deployment.chart.name)
        continue
      }
      for (const problem of problemsOf(deployment, application)) sort(problem)
    }
  }
  return { problems: [...problems.values()], accepted: [...accepted], charts: [...charts] }
}

/** The Applications that may bring more of them: what they deploy goes to Argo CD itself. */
export function bringers({ instance }: FleetState): readonly ManagedApplication[] {
  return instance.applications.filter(
    application =>
      isLocal(application, instance.clusters) &&
      application.sources.some(({ chart }) => chart !== undefined),
  )
}

/** What is wrong cannot be accepted. */
function isUnknown({ code }: Problem): boolean {
  return code === 'STATE_UNKNOWN' || code === 'STATE_CHART' || unbuiltCodes.has(code)
}

function problemsOf(
  deployment: Deployment,
  { name, location }: ManagedApplication,
): readonly Problem[] {
  const place = location && { location }
  switch (deployment.kind) {
    case 'objects':
      return deployment.root.leftOut
    case 'failed':
      return deployment.problems
    case 'unknown': {
      const { problem, why, source } = deployment
      const unknown: Problem = {
        code: 'STATE_UNKNOWN',
        message: `what the Application ${name} deploys is unknown: ${why}`,
        ...place,
        subject: source.repoURL,
        hint: 'Put it into this repository, or accept it by name in `spec.unchecked`.',
      }
      return [problem ?? unknown]
    }
    case 'chart': {
      const { chart } = deployment
      return [
        {
          code: 'STATE_CHART',
          message: `the Helm chart ${chart.name} from ${chart.repoURL}, which the Application ${name} deploys, is not rendered`,
          ...place,
          subject: chart.name,
          hint: 'Render it into the repository, or accept it by name in `spec.unchecked`.',
        },
      ]
    }
    default:
      return deployment satisfies never
  }
}
