import type { Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'
import { checkChangeBudget } from './change-budget.ts'
import { checkCi } from './ci.ts'
import { checkFixed } from './fixed.ts'
import { checkGitops } from './gitops.ts'
import { checkNames } from './names.ts'
import { checkNetwork } from './network.ts'
import { checkReferences } from './references.ts'
import { checkValues } from './values.ts'
import { checkVersions } from './versions.ts'
import { checkUnchecked, checkWaivers } from './waivers.ts'

/**
 * What a schema cannot say: whether names are legal and unique, references lead somewhere and
 * networks make sense. Returns every fault at once.
 *
 * @param isWhole whether every file could be read; if not, a name that is missing may stand in one
 *   that could not, so references are not judged
 */
export function checkSpec(spec: Spec, isWhole: boolean): Problem[] {
  return [
    ...checkNames(spec),
    ...checkNetwork(spec),
    ...checkFixed(spec, isWhole),
    ...checkWaivers(spec),
    ...checkUnchecked(spec),
    ...checkChangeBudget(spec),
    ...checkCi(spec),
    ...checkGitops(spec),
    ...checkVersions(spec),
    ...checkValues(spec),
    ...(isWhole ? checkReferences(spec) : []),
  ]
}
