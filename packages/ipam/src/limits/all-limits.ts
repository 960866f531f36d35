import { awsLimits } from './aws-limits.ts'
import { azureLimits } from './azure-limits.ts'
import { ciliumLimits } from './cilium-limits.ts'
import { googleLimits } from './google-limits.ts'
import { kubernetesLimits } from './kubernetes-limits.ts'
import type { Limit } from './limit.ts'
import { submarinerLimits } from './submariner-limits.ts'

/** Every row of every table. */
export const allLimits: readonly Limit[] = [
  ...kubernetesLimits,
  ...ciliumLimits,
  ...submarinerLimits,
  ...awsLimits,
  ...googleLimits,
  ...azureLimits,
]
