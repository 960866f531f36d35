import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { parseYaml } from '@bulkhead/yaml'
import { formatCidr } from './format-cidr.ts'
import { blocksOf, findBlock, findRange, idsOf } from './ledger.ts'
import { readLedger, type LedgerReading } from './read-ledger.ts'

const head = 'apiVersion: bulkhead.dev/v1alpha1\nkind: AddressLedger\n'

function read(body: string): LedgerReading {
  const { documents, problems } = parseYaml(head + body, 'fleet/addresses.yaml')
  assert.deepEqual(problems, [])
  return readLedger(documents[0]!)
}

test('a ledger is the blocks of each pool, their ranges and the ids of each mesh', () => {
  const { ledger, problems } = read(`pools:
  region:
    10.0.0.0/13:
      reserved: on-premises
    10.8.0.0/13:
    10.16.0.0/13:
      owner: region/us-east-1
      state: draining
      ranges:
        10.20.0.0/16: { role: pod, owner: cluster/us-east-1-production, state: quarantined }
        10.16.0.0/16: { role: vpc, owner: region/us-east-1 }
meshes:
  default:
    1:
    2: cluster/us-east-1-production
    3: { owner: cluster/gone, state: quarantined }
`)
  assert.deepEqual(problems, [])
  assert.equal(blocksOf(ledger, 'region').length, 1)
  const block = findBlock(ledger, 'region', 'region/us-east-1')!
  assert.equal(block.state, 'draining')
  assert.equal(formatLocation(block.location!), 'fleet/addresses.yaml:8:5')
  assert.deepEqual(
    block.ranges.map(({ cidr }) => formatCidr(cidr)),
    ['10.16.0.0/16', '10.20.0.0/16'],
  )
  const pods = findRange(block, {
    cidr: block.cidr,
    owner: 'cluster/us-east-1-production',
    role: 'pod',
  })
  assert.equal(pods?.state, 'quarantined')
  assert.equal(formatLocation(pods.location!), 'fleet/addresses.yaml:12:9')
  assert.deepEqual(
    idsOf(ledger, 'default').map(({ id, owner, state }) => ({ id, owner, state })),
    [
      { id: 2, owner: 'cluster/us-east-1-production', state: 'active' },
      { id: 3, owner: 'cluster/gone', state: 'quarantined' },
    ],
  )
})

test('a ledger with nothing in it is empty', () => {
  const { ledger, problems } = read('pools: {}\nmeshes:\n')
  assert.deepEqual(problems, [])
  assert.deepEqual([ledger.pools.size, ledger.meshes.size], [0, 0])
})

const faulty: readonly [
  name: string,
  body: string,
  code: string,
  place: string,
  message: string,
][] = [
  [
    'an unknown section',
    'pool: {}\n',
    'IPAM_LEDGER',
    '3:1',
    'unknown field "pool"; did you mean "pools"?',
  ],
  ['a section that is no map', 'pools: [1]\n', 'IPAM_LEDGER', '3:8', 'pools must be a map'],
  [
    'a range that is not one',
    'pools:\n  region:\n    10.4.1.0/14:\n',
    'IPAM_CIDR',
    '5:5',
    'host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14?',
  ],
  [
    'a range that is not canonical',
    'pools:\n  region:\n    FD00::/8:\n',
    'IPAM_NOT_CANONICAL',
    '5:5',
    'FD00::/8 must be written as fd00::/8',
  ],
  [
    'an unknown field of a block',
    'pools:\n  region:\n    10.0.0.0/13:\n      owner: region/a\n      state: active\n      range: {}\n',
    'IPAM_LEDGER',
    '8:7',
    'unknown field "range"; did you mean "ranges"?',
  ],
  [
    'an unknown state',
    'pools:\n  region:\n    10.0.0.0/13: { owner: region/a, state: activ }\n',
    'IPAM_LEDGER',
    '5:44',
    'state "activ" is unknown: it is one of planned, active, draining, quarantined; did you mean "active"?',
  ],
  [
    'a block without a state',
    'pools:\n  region:\n    10.0.0.0/13: { owner: region/a }\n',
    'IPAM_LEDGER',
    '5:18',
    'state is missing: it is one of planned, active, draining, quarantined',
  ],
  [
    'a block without an owner',
    'pools:\n  region:\n    10.0.0.0/13: { state: active }\n',
    'IPAM_LEDGER',
    '5:18',
    'an owner is missing: a name such as region/eu-west-1',
  ],
  [
    'a block that is both reserved and taken',
    'pools:\n  region:\n    10.0.0.0/13: { reserved: lab, owner: region/a, state: active }\n',
    'IPAM_LEDGER',
    '5:5',
    '10.0.0.0/13 is both reserved and taken',
  ],
  [
    'a reservation without a reason',
    'pools:\n  region:\n    10.0.0.0/13: { reserved: true }\n',
    'IPAM_LEDGER',
    '5:30',
    'a reserved block gives its reason as text',
  ],
  [
    'an owner with two blocks',
    'pools:\n  region:\n    10.0.0.0/13: { owner: region/a, state: active }\n    10.8.0.0/13: { owner: region/a, state: active }\n',
    'IPAM_DUPLICATE_OWNER',
    '6:5',
    'region/a has two blocks in pool "region": 10.0.0.0/13 and 10.8.0.0/13',
  ],
  [
    'an unknown role',
    'pools:\n  region:\n    10.0.0.0/13:\n      owner: region/a\n      state: active\n      ranges:\n        10.0.0.0/16: { role: pods, owner: cluster/a }\n',
    'IPAM_LEDGER',
    '9:30',
    'role "pods" is unknown: it is one of region, vpc, subnet, node, pod, service, loadbalancer, globalnet; did you mean "pod"?',
  ],
  [
    'an owner with two ranges of one role',
    'pools:\n  region:\n    10.0.0.0/13:\n      owner: region/a\n      state: active\n      ranges:\n        10.0.0.0/16: { role: pod, owner: cluster/a }\n        10.1.0.0/16: { role: pod, owner: cluster/a }\n',
    'IPAM_DUPLICATE_OWNER',
    '10:9',
    'cluster/a has two pod ranges of IPv4 in block 10.0.0.0/13: 10.0.0.0/16 and 10.1.0.0/16',
  ],
  [
    'an id that is no number',
    'meshes:\n  default:\n    one: cluster/a\n',
    'IPAM_LEDGER',
    '5:5',
    '"one" is not an id: ids are whole numbers',
  ],
  [
    'an owner with two ids',
    'meshes:\n  default:\n    1: cluster/a\n    2: cluster/a\n',
    'IPAM_DUPLICATE_OWNER',
    '6:5',
    'cluster/a has two ids in mesh "default": 1 and 2',
  ],
]

for (const [name, body, code, place, message] of faulty) {
  test(`${name} is a located problem`, () => {
    const { problems } = read(body)
    assert.deepEqual(
      problems.map(({ code, message, location }) => [code, formatLocation(location!), message]),
      [[code, `fleet/addresses.yaml:${place}`, message]],
    )
  })
}

test('every problem is reported, not only the first', () => {
  const { problems } = read('pool: {}\npools: 1\nmeshes:\n  default:\n    x: 1\n')
  assert.equal(problems.length, 3)
})

test('another kind of document is not a ledger', () => {
  const { documents } = parseYaml('apiVersion: v1\nkind: List\n', 'x.yaml')
  assert.deepEqual(
    readLedger(documents[0]!).problems.map(({ message }) => message),
    ['apiVersion must be bulkhead.dev/v1alpha1', 'kind must be AddressLedger'],
  )
})

test('of a thousand faults nineteen are told, and last how many more there are', () => {
  const rows = Array.from(
    { length: 1000 },
    (_, i) => `    10.${i >> 8}.${i & 255}.0/24: { owner: o${i} }\n`,
  )
  const { problems } = read(`pools:\n  p:\n${rows.join('')}`)
  assert.equal(problems.length, 20)
  assert.match(problems[0]?.message ?? '', /^state is missing/)
  assert.equal(problems[19]?.message, '981 more faults in the ledger')
})
