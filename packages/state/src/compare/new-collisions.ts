import type { ManagedApplication } from '../application.ts'
import type { InstanceFacts } from '../compile.ts'
import { keyOf } from './what-stays.ts'

/** Two Applications that one Argo CD cannot tell apart. */
export interface Collision {
  readonly first: ManagedApplication
  readonly second: ManagedApplication
}

/** Names that two Applications of one Argo CD come to share, and did not before. */
export function newCollisions(before: InstanceFacts, after: InstanceFacts): readonly Collision[] {
  const past = new Set(collisionsIn(before).map(({ first }) => keyOf(first)))
  return collisionsIn(after).filter(({ first }) => !past.has(keyOf(first)))
}

function collisionsIn({ applications }: InstanceFacts): readonly Collision[] {
  return [...Map.groupBy(applications, keyOf).values()].flatMap(([first, second]) =>
    first && second ? [{ first, second }] : [],
  )
}
