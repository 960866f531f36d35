/*
 * `npm run bench`: every performance claim, each against the real alternative in the same run.
 * Figures are medians, and ratios are taken pair by pair, so that a busy machine blurs them less.
 *
 *     npm run bench             all of them
 *     npm run bench -- NAME…    some
 */
import { addresses } from './addresses.ts'
import { coldStart } from './cold-start.ts'
import { doubling } from './doubling.ts'
import { kustomize } from './kustomize.ts'
import { ledgerMerges } from './ledger-merges.ts'
import { plan } from './plan.ts'
import { scale } from './scale.ts'

const benches: Readonly<Record<string, () => Promise<void> | void>> = {
  addresses,
  'cold-start': coldStart,
  doubling,
  kustomize,
  'ledger-merges': ledgerMerges,
  plan,
  scale,
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches)
for (const name of names) {
  const bench = benches[name]
  if (!bench) throw new Error(`no benchmark "${name}"; there is ${Object.keys(benches).join(', ')}`)
  process.stdout.write(`\n# ${name}\n\n`)
  await bench()
}
