import { addonKinds } from './addon-kinds.ts'
import { awsKinds } from './aws-kinds.ts'
import { azureKinds } from './azure-kinds.ts'
import { googleKinds } from './google-kinds.ts'
import { kubernetesKinds } from './kubernetes-kinds.ts'
import type { RangeKind } from './range-kind.ts'

/** Every kind whose manifests say something about addresses, by `<group>/<kind>`. */
export const allKinds: ReadonlyMap<string, RangeKind> = new Map(
  [...kubernetesKinds, ...awsKinds, ...googleKinds, ...azureKinds, ...addonKinds].map(table => [
    `${table.group}/${table.kind}`,
    table,
  ]),
)
