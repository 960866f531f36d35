import { startOf, type Location } from '@bulkhead/diagnostics'
import type { Fleet, FleetSources } from '@bulkhead/fleet'
import { isScanned } from '../scan-files.ts'
import { readSuppressions } from '../suppression.ts'

/** Something that answers for findings, of the present or of later changes. */
export interface Excuse {
  readonly kind: 'waiver' | 'unchecked' | 'suppression'
  /** The rule that it answers for, or the path that is accepted without being looked at. */
  readonly of: string
  readonly reason: string
  readonly location: Location
}

/** A repository on one side of a change. */
export interface ExcusedSide {
  readonly fleet: Fleet
  readonly sources: FleetSources
  readonly files: {
    readonly paths: readonly string[]
    read(path: string): string | undefined
    identify(path: string): string | undefined
  }
}

/**
 * The waivers, accepted paths and suppressions that a change itself brings: who reviews it learns
 * from them what it hides. One that only moved within its file is not new.
 *
 * @param before nothing where there was no fleet yet
 */
export function addedExcuses(
  before: Omit<ExcusedSide, 'sources'> | undefined,
  after: ExcusedSide,
): readonly Excuse[] {
  const { fleet, sources } = after
  const at = (field: string, index: number) =>
    sources.locate('Fleet', fleet.name, ['spec', field, index]) ?? startOf('fleet/fleet.yaml')
  const waivers = addedTo(before?.fleet.waivers, fleet.waivers).map(
    ([{ rule, reason }, index]): Excuse => ({
      kind: 'waiver',
      of: rule,
      reason,
      location: at('waivers', index),
    }),
  )
  const unchecked = addedTo(before?.fleet.unchecked, fleet.unchecked).map(
    ([{ path, reason }, index]): Excuse => ({
      kind: 'unchecked',
      of: path,
      reason,
      location: at('unchecked', index),
    }),
  )
  return [...waivers, ...unchecked, ...addedSuppressions(before?.files, after.files)]
}

function addedTo<T>(
  before: readonly T[] = [],
  after: readonly T[],
): readonly (readonly [T, number])[] {
  const known = new Set(before.map(one => JSON.stringify(one)))
  return after.flatMap((one, index) => (known.has(JSON.stringify(one)) ? [] : [[one, index]]))
}

function addedSuppressions(
  before: ExcusedSide['files'] | undefined,
  after: ExcusedSide['files'],
): readonly Excuse[] {
  // Pages only speak of suppressions.
  return after.paths
    .filter(path => isScanned(path) && !path.endsWith('.md'))
    .filter(path => before?.identify(path) !== after.identify(path))
    .flatMap(path => {
      const known = new Set(effective(path, before?.read(path)).map(keyOf))
      return effective(path, after.read(path)).filter(one => !known.has(keyOf(one)))
    })
}

function effective(path: string, text: string | undefined): readonly Excuse[] {
  if (!text?.includes('bulkhead-ignore')) return []
  return readSuppressions(path, text).flatMap(({ rule, reason, location }) =>
    rule === '' || reason === undefined ? [] : { kind: 'suppression', of: rule, reason, location },
  )
}

function keyOf({ of, reason }: Excuse): string {
  return `${of} ${reason}`
}
