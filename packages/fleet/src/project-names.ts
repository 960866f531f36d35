/** The AppProjects of the fleet itself; none is named for a team. */
export const fleetProjects = {
  argocd: 'fleet-argocd',
  root: 'fleet-root',
  systems: 'fleet-systems',
} as const

/** The AppProject that a team's workloads have in an environment. */
export function projectOf(team: string, environment: string): string {
  return `${team}-${environment}`
}
