import { formatPath, type Expansion, type Path } from '@bulkhead/argocd'
import type { Location, Problem } from '@bulkhead/diagnostics'
import type { ManagedApplication } from './application.ts'

/** What keeps a set from making Applications, or from being known here. */
export function problemsOfSet(
  { name, faults, unknown, applications, unrecognizedGenerators }: Expansion,
  locate: (path: Path) => Location | undefined,
): readonly Problem[] {
  const place = (path: Path) => {
    const location = locate(path)
    return location && { location }
  }
  return [
    ...faults.map(({ code, message, path, hint }) => ({
      code,
      message: `the ApplicationSet ${name} is frozen, and none of its Applications is created, updated or deleted: ${message}`,
      ...place(path),
      hint: hint ?? 'Correct the set.',
    })),
    ...unknown.map(({ message, path }) => ({
      code: 'STATE_UNKNOWN',
      subject: name,
      message: `what the ApplicationSet ${name} makes of ${formatPath(path)} is unknown: ${message}`,
      ...place(path),
      hint: 'Ask the running Argo CD with `argocd appset generate`.',
    })),
    ...unrecognizedGenerators.map(generator => ({
      code: 'STATE_NO_GENERATOR',
      message: `the ApplicationSet ${name} has an entry that makes nothing: Argo CD knows no generator "${generator}"`,
      ...place(['spec', 'generators']),
      hint: 'Correct the name of the generator.',
    })),
    ...applications.flatMap(({ name: application, rejection, generator }) =>
      rejection
        ? [
            {
              code: 'STATE_REJECTED',
              message: `Argo CD refuses the Application ${application} of the ApplicationSet ${name}: ${rejection.message}`,
              ...place(generator),
              hint: 'Correct the template, or what its parameters are taken from.',
            },
          ]
        : [],
    ),
  ]
}

/** An Application belongs to one set at most: another that makes it again fails. */
export function namesTwice(applications: readonly ManagedApplication[]): readonly Problem[] {
  const byName = Map.groupBy(applications, ({ namespace, name }) => `${namespace}/${name}`)
  return [...byName.values()].flatMap(([first, second]) =>
    first && second
      ? [
          {
            code: 'STATE_NAME_TWICE',
            message: `two Applications have the name ${first.name}: of ${authorOf(first)} and of ${authorOf(second)}`,
            ...(second.location && { location: second.location }),
            hint: 'Give one of them another name.',
          },
        ]
      : [],
  )
}

function authorOf({ applicationSet }: ManagedApplication): string {
  return applicationSet === undefined ? 'a file' : `the ApplicationSet ${applicationSet}`
}
