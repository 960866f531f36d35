import { projectOf, type Environment, type Fleet, type Instance, type Team } from '@bulkhead/fleet'
import { environmentsOf } from './environments-of.ts'

/** Whom the fleet trusts with more than its teams are. */
export interface Trust {
  /** Groups that may do everything. */
  readonly admins: readonly string[]
  /** Whether teams may do in protected environments what they may in others. */
  readonly syncProtected: boolean
}

/**
 * Who may do what, as `policy.csv` of Argo CD's RBAC: a role per team, over its own projects and
 * nothing else, and the groups that have it. A team sees its Applications everywhere, and syncs them
 * and reads their logs where the environment is not protected. A team that no group has needs none.
 * (argo-cd docs/operator-manual/rbac.md)
 */
export function rbacPolicy(fleet: Fleet, instance: Instance, trust: Trust): string {
  const environments = environmentsOf(instance, fleet)
  const lines = [
    ...trust.admins.map(group => ['g', group, 'role:admin']),
    ...fleet.teams.flatMap(team => linesOf(team, environments, trust)),
  ]
  return lines.map(fields => `${fields.map(field).join(', ')}\n`).join('')
}

function linesOf(
  { name, groups }: Team,
  environments: readonly Environment[],
  { syncProtected }: Trust,
): readonly (readonly string[])[] {
  if (groups.length === 0) return []
  // The prefix keeps a team named admin from the role that Argo CD has under that name.
  const role = `role:team-${name}`
  return [
    ...environments.flatMap(environment => {
      const project = projectOf(name, environment.name)
      const mayAct = !environment.protected || syncProtected
      return [
        ['p', role, 'projects', 'get', project, 'allow'],
        ['p', role, 'applications', 'get', `${project}/*`, 'allow'],
        ...(mayAct
          ? [
              ['p', role, 'applications', 'sync', `${project}/*`, 'allow'],
              ['p', role, 'logs', 'get', `${project}/*`, 'allow'],
            ]
          : []),
      ]
    }),
    ...groups.map(group => ['g', group, role]),
  ]
}

/** Argo CD reads each line as CSV: a name of LDAP has commas. (argo-cd util/rbac/rbac.go) */
function field(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
