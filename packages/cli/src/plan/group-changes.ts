import type { ApplicationChange, ObjectChange } from '@bulkhead/state'

/** Applications of one set in which the same changes in the same way. */
export interface ChangeGroup {
  /** The set, or the Application where no set makes it. */
  readonly name: string
  /** The first of them, which stands for all. */
  readonly change: ApplicationChange
  /** Clusters, or `?` where none is known; sorted. */
  readonly clusters: readonly string[]
}

/** Groups changes in order of name: a change of a base is told once, and not once per cluster. */
export function groupChanges(changes: readonly ApplicationChange[]): readonly ChangeGroup[] {
  const groups = Map.groupBy(changes, change => JSON.stringify([nameOf(change), likeness(change)]))
  return [...groups.values()]
    .map(group => ({
      name: nameOf(group[0]!),
      change: group[0]!,
      clusters: group.map(({ application }) => application.cluster ?? '?').sort(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

function nameOf({ application: { applicationSet, name } }: ApplicationChange): string {
  return applicationSet ?? name
}

/** What is the same in Applications that are told as one; places in files are not. */
function likeness({
  verdict,
  fields,
  objects,
  charts,
  unknown,
  fate,
  application,
}: ApplicationChange) {
  const told =
    verdict === 'changed' ? objects.map(likenessOf) : objects.map(({ object: { kind } }) => kind)
  return [verdict, fate, application.step, fields, told, charts, unknown]
}

function likenessOf(change: ObjectChange) {
  const { location: _, ...likely } = change
  return likely
}
