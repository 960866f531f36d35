import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  formatLedger,
  ledgerEntries,
  ledgerOverlaps,
  readLedger,
  type Ledger,
} from '@bulkhead/ipam'
import { parseYaml } from '@bulkhead/yaml'
import fc from 'fast-check'
import { addressSpace } from '../address-space.ts'
import { branchOf, parentOf, walk, type Branch, type Step } from '../testing/branches.ts'
import { checkFleetLedger } from './check-owners.ts'

const directory = mkdtempSync(join(tmpdir(), 'bulkhead-merge-'))
after(() => rmSync(directory, { recursive: true }))

/** What plain `git merge` makes of three texts, or nothing when it conflicts. */
function merge(ours: string, base: string, theirs: string): string | undefined {
  const files = [ours, base, theirs].map((text, at) => {
    const file = join(directory, String(at))
    writeFileSync(file, text)
    return file
  })
  const run = spawnSync('git', ['merge-file', '-p', ...files], { encoding: 'utf8' })
  if (run.error) throw run.error
  return run.status === 0 ? run.stdout : undefined
}

const at = fc.nat({ max: 30 })
const stepOf = (branch: string): fc.Arbitrary<Step> =>
  fc.oneof(
    fc.record({
      what: fc.constant('add region' as const),
      name: fc.nat({ max: 200 }).map(n => `${branch}-${n}`),
      clusters: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({
      what: fc.constantFrom(
        'add cluster' as const,
        'add zone',
        'remove cluster',
        'grow cluster',
        'grow region',
        'remove region',
        'mark',
        'free',
      ),
      at,
    }) as fc.Arbitrary<Step>,
    fc.record({
      what: fc.constant('reserve' as const),
      block: fc.nat({ max: 63 }).map(n => `10.${n * 4}.0.0/16`),
    }),
  )

const base = parentOf(30)
const steps = (branch: string) => fc.array(stepOf(branch), { minLength: 1, maxLength: 3 })

function read(text: string): Ledger {
  const { documents } = parseYaml(text, 'fleet/addresses.yaml')
  const { ledger, problems } = readLedger(documents[0]!)
  assert.deepEqual(problems, [])
  return ledger
}

/** The spec with what both branches did to it: git merges its files one by one. */
function mergedSpec(
  ours: Branch,
  theirs: Branch,
): Pick<Branch, 'regions' | 'reserved'> | undefined {
  const regions = new Map(theirs.regions)
  for (const name of new Set([...ours.regions.keys(), ...base.regions.keys()])) {
    const [mine, before, other] = [ours, base, theirs].map(({ regions: all }) =>
      JSON.stringify(all.get(name)),
    )
    if (mine === before || mine === other) continue
    if (other !== before) return undefined // Both changed one file.
    const region = ours.regions.get(name)
    if (region) regions.set(name, region)
    else regions.delete(name)
  }
  return { regions, reserved: [...new Set([...ours.reserved, ...theirs.reserved])] }
}

test('two branches that each do anything merge into a correct ledger, or conflict', () => {
  let clean = 0
  fc.assert(
    fc.property(steps('ours'), steps('theirs'), (mine, others) => {
      const [ours, theirs] = [walk(base, mine), walk(base, others)]
      const text = merge(ours.text, base.text, theirs.text)
      if (text === undefined) return
      clean++
      const ledger = read(text)
      assert.deepEqual(ledgerOverlaps(ledger), [])
      const spec = mergedSpec(ours, theirs)
      if (!spec) return
      const merged = branchOf(spec, ledger)
      assert.deepEqual(checkFleetLedger(ledger, merged.fleet), [])
      // Nothing that either branch gave out has moved.
      const claims = new Set(ledgerEntries(merged.ledger).map(claimOf))
      for (const claim of ledgerEntries(ledger).map(claimOf)) assert.ok(claims.has(claim), claim)
      assert.equal(formatLedger(ledger, addressSpace(merged.fleet)), text)
    }),
    { numRuns: 150, seed: 1 },
  )
  assert.ok(clean > 100, `${clean} of 150 merged cleanly`)
})

function claimOf({ claim, role, owner }: ReturnType<typeof ledgerEntries>[number]): string {
  return `${JSON.stringify(claim)} ${role} ${owner}`
}
