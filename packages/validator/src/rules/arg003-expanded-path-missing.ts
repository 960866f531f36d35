import type { Location } from '@bulkhead/diagnostics'
import { listOf, objectOf } from '@bulkhead/argocd'
import type { ValueFile } from '@bulkhead/state'
import { placeIn, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore, groupByPlace, onlyOf } from '../describe-many.ts'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import { fieldOfSource } from '../source-field.ts'

export const expandedPathMissing: Rule = {
  id: 'ARG003',
  name: 'expanded-path-missing',
  severity: 'error',
  summary: 'Every directory and values file that an Application names is in the repository.',

  *check(snapshot) {
    const { delivery } = snapshot
    const found = [...missingDirectories(snapshot), ...missingValues(snapshot)]
    for (const [location, group] of groupByPlace(
      found,
      one => one.location,
      one => one.what,
    )) {
      const [{ what, application }] = group
      const targets = group.flatMap(({ application: { target } }) => target?.name ?? [])
      const paths = firstAndMore(group.map(({ path }) => path))
      const names = firstAndMore(group.map(one => one.application.name))
      yield {
        message:
          what === 'unreadable'
            ? `the values file ${paths} of the Application ${names} is not YAML`
            : `there is no ${what} ${paths}, which the Application ${names} names`,
        location,
        hint: 'Add what is missing, or correct the path; `bulkhead generate` writes what follows from the spec.',
        cluster: onlyOf(targets),
        parties: targets,
        concerns: path =>
          group.some(one => path === one.path || path.startsWith(`${one.path}/`)) ||
          delivery.isReadBy(application.argocd, path),
      }
    }
  },
}

interface Missing {
  readonly application: DeliveredApplication
  readonly location: Location
  readonly what: 'directory' | 'values file' | 'unreadable'
  readonly path: string
}

function missingDirectories({ delivery }: Snapshot): readonly Missing[] {
  return delivery.applications.flatMap(application =>
    application.sources.flatMap((source, index): readonly Missing[] => {
      const path = delivery.missingDirectory(source)
      if (path === undefined) return []
      const location = locate(application, index, ['path'])
      return [{ application, location, what: 'directory', path }]
    }),
  )
}

function missingValues({ delivery, unreadable }: Snapshot): readonly Missing[] {
  return delivery.built.flatMap(application =>
    delivery.deploymentsOf(application).flatMap(deployment => {
      if (deployment.kind !== 'chart') return []
      const { chart, source } = deployment
      const index = application.sources.indexOf(source)
      const names = listOf(objectOf(source.value['helm'])['valueFiles'])
      return chart.valueFiles.flatMap(({ name, path, status }): readonly Missing[] => {
        const what = faultOf(status)
        if (path === undefined || !what || unreadable.has(path)) return []
        const field = ['helm', 'valueFiles', names.indexOf(name)]
        return [{ application, location: locate(application, index, field), what, path }]
      })
    }),
  )
}

function faultOf(status: ValueFile['status']): Missing['what'] | undefined {
  switch (status) {
    case 'missing':
      return 'values file'
    case 'unreadable':
      return 'unreadable'
    // One may be missing where the source says so; others are in the chart, or in its repository.
    case 'ignored':
    case 'elsewhere':
    case 'read':
      return undefined
    default:
      return status satisfies never
  }
}

function locate(
  application: DeliveredApplication,
  index: number,
  field: readonly (string | number)[],
): Location {
  return placeIn(application.locate(fieldOfSource(application, index, field)), application.argocd)
}
