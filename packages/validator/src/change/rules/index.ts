import type { ChangeRule } from '../../rule.ts'
import { reachBeyondBudget } from './chg001-reach-beyond-budget.ts'
import { removalsBeyondBudget } from './chg002-removals-beyond-budget.ts'
import { outOfWaveOrder } from './chg003-out-of-wave-order.ts'
import { setEmptied } from './chg004-set-emptied.ts'
import { setShrinks } from './chg005-set-shrinks.ts'
import { applicationRenamed } from './chg006-application-renamed.ts'
import { setFreezes } from './chg007-set-freezes.ts'
import { nameInTwoSets } from './chg008-name-in-two-sets.ts'
import { irreplaceableRemoved } from './chg009-irreplaceable-removed.ts'
import { becomesUnknown } from './chg011-becomes-unknown.ts'
import { stopsBuilding } from './chg010-stops-building.ts'

/** Every rule of changes, in order of id. `bulkhead plan` holds a change to them. */
export const changeRules: readonly ChangeRule[] = [
  reachBeyondBudget,
  removalsBeyondBudget,
  outOfWaveOrder,
  setEmptied,
  setShrinks,
  applicationRenamed,
  setFreezes,
  nameInTwoSets,
  irreplaceableRemoved,
  stopsBuilding,
  becomesUnknown,
]
