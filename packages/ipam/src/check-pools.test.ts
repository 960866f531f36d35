import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPools } from './check-pools.ts'
import { mostOverlaps } from './overlap.ts'
import type { Pool } from './pool.ts'
import { parseCidr } from './read-cidr.ts'

test('pools of sound blocks that keep apart have no problem', () => {
  assert.deepEqual(checkPools([pool('a', '10.0.0.0/9', 13), pool('b', '10.128.0.0/9', 9)]), [])
})

test('pools that overlap are reported where the inner one is declared', () => {
  const location = { file: 'fleet/fleet.yaml', line: 7, column: 9 }
  const inner = { ...pool('islands', '10.64.0.0/10', 16), location }
  assert.deepEqual(checkPools([inner, pool('region', '10.0.0.0/8', 13)]), [
    {
      code: 'IPAM_POOL_OVERLAP',
      message: 'pools "islands" (10.64.0.0/10) and "region" (10.0.0.0/8) overlap',
      hint: 'Give each pool a range of its own.',
      location,
    },
  ])
})

test('of many equal pools, so many problems are told of each as a person may read', () => {
  const equal = Array.from({ length: 2000 }, (_, i) => pool(`pool${i}`, '10.0.0.0/8', 13))
  assert.ok(checkPools(equal).length <= 2000 * mostOverlaps)
})

const faulty: readonly [why: string, cidr: string, blockPrefix: number, hint: string][] = [
  ['larger than its pool', '10.0.0.0/8', 7, 'Choose a block size between /8 and /32.'],
  ['smaller than an address', '10.0.0.0/8', 33, 'Choose a block size between /8 and /32.'],
  ['too small to be counted', 'fd00::/8', 64, 'Choose a block size between /8 and /60.'],
]

for (const [why, cidr, blockPrefix, hint] of faulty) {
  test(`a block that is ${why} is refused`, () => {
    const [problem] = checkPools([pool('region', cidr, blockPrefix)])
    assert.equal(problem?.code, 'IPAM_BLOCK_SIZE')
    assert.equal(
      problem.message,
      `pool "region" (${cidr}) cannot be cut into blocks of /${blockPrefix}`,
    )
    assert.equal(problem.hint, hint)
  })
}

function pool(name: string, cidr: string, blockPrefix: number): Pool {
  return { name, cidr: parseCidr(cidr), blockPrefix, reserved: [] }
}
