import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatLocation } from '@bulkhead/diagnostics'
import { formatNetbox } from '../export/format-netbox.ts'
import { formatCidr } from '../format-cidr.ts'
import { exampleRows } from '../testing/example-rows.ts'
import type { ImportReading } from './imported-range.ts'
import { readNetbox } from './read-netbox.ts'

function read(text: string): ImportReading {
  return readNetbox(text, 'netbox.json')
}

function ranges(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  const { ranges, problems } = read(JSON.stringify(value))
  assert.deepEqual(problems, [])
  return ranges.map(read => {
    const { cidr, location: _, ...range } = read
    return { cidr: formatCidr(cidr), ...range }
  })
}

function faults(text: string): readonly string[] {
  return read(text).problems.map(
    ({ code, message, location }) => `${formatLocation(location!)} ${code} ${message}`,
  )
}

/** A prefix with the fields of `PrefixSerializer` (netbox/ipam/api/serializers_/ip.py, 4.6). */
function apiPrefix(prefix: string, fields: object = {}): object {
  return {
    id: 7,
    url: 'https://netbox.example.com/api/ipam/prefixes/7/',
    display_url: 'https://netbox.example.com/ipam/prefixes/7/',
    display: prefix,
    family: { value: 4, label: 'IPv4' },
    prefix,
    vrf: null,
    scope_type: null,
    scope_id: null,
    scope: null,
    tenant: null,
    vlan: null,
    status: { value: 'active', label: 'Active' },
    role: null,
    is_pool: false,
    mark_utilized: false,
    description: '',
    owner: null,
    comments: '',
    tags: [],
    custom_fields: {},
    created: '2026-01-01T00:00:00Z',
    last_updated: '2026-01-01T00:00:00Z',
    children: 0,
    _depth: 0,
    ...fields,
  }
}

function related(name: string, slug: string): object {
  return { id: 1, url: 'https://netbox.example.com/x/1/', display: name, name, slug }
}

const list = {
  count: 5,
  next: null,
  previous: null,
  results: [
    apiPrefix('10.0.0.0/8', { status: { value: 'container', label: 'Container' } }),
    apiPrefix('10.8.0.0/16', {
      vrf: { ...related('lab', 'lab'), rd: '65000:1' },
      description: 'R&D: "quotes", and more',
    }),
    apiPrefix('10.9.0.0/16', {
      role: related('Point to point', 'p2p'),
      scope_type: 'dcim.site',
      scope_id: 3,
      scope: related('AMS 1', 'ams-1'),
      tenant: related('Ops', 'ops'),
      tags: [related('Legacy', 'legacy'), related('Core', 'core')],
    }),
    apiPrefix('10.10.0.0/16', {
      role: related('Kubernetes pods', 'pod'),
      description: 'cluster/eu-west-1-production',
    }),
    apiPrefix('2001:db8::/48', { comments: 'two\n\nlines', owner: related('Netops', 'netops') }),
  ],
}

const expected = [
  { cidr: '10.8.0.0/16', reason: 'R&D: "quotes", and more', vrf: 'lab' },
  { cidr: '10.9.0.0/16', reason: 'p2p, AMS 1, Ops, Legacy, Core' },
  {
    cidr: '10.10.0.0/16',
    role: 'pod',
    owner: 'cluster/eu-west-1-production',
    reason: 'pod of cluster/eu-west-1-production',
  },
  { cidr: '2001:db8::/48', reason: 'two lines' },
]

test('the list of the REST API, with pages or bare', () => {
  assert.deepEqual(ranges(list), expected)
  assert.deepEqual(ranges(list.results), expected)
  assert.equal(read(JSON.stringify(list)).skipped.length, 1)
})

test('what forms take: names and slugs in place of objects', () => {
  const form = {
    prefix: '10.9.0.0/16',
    vrf: 'lab',
    status: 'active',
    role: 'p2p',
    scope_type: 'dcim.site',
    scope_name: 'AMS 1',
    is_pool: false,
    tags: ['legacy', 'core'],
  }
  const range = { cidr: '10.9.0.0/16', reason: 'p2p, AMS 1, legacy, core', vrf: 'lab' }
  assert.deepEqual(ranges([form]), [range])
  assert.deepEqual(ranges(form), [range])
  // Before 4.2 a prefix had a site.
  const { scope_name: site, ...older } = form
  assert.deepEqual(ranges([{ ...older, site: { name: site } }]), [range])
})

test('YAML is read as well, several documents too', () => {
  const { ranges } = read('- prefix: 10.1.0.0/16\n---\nprefix: 10.2.0.0/16\nrole: vpc\n')
  assert.deepEqual(
    ranges.map(({ cidr, role, location: at }) => [formatCidr(cidr), role, at.line, at.column]),
    [
      ['10.1.0.0/16', undefined, 1, 11],
      ['10.2.0.0/16', 'vpc', 3, 9],
    ],
  )
})

test('everything that is wrong is said at once, in its place', () => {
  const text = `{
  "count": 400, "next": "https://netbox.example.com/api/ipam/prefixes/?limit=50&offset=50",
  "results": [
    { "prefix": "10.4.1.0/14" },
    { "prefix": "10.8.0.0/16", "role": { "name": "Pod", "slug": "podd" },
      "description": "cluster/a" },
    { "prefix": "10.8.0.0/16", "vrf": null },
    { "display": "10.9.0.0/16" },
    "10.10.0.0/16"
  ]
}
`
  assert.deepEqual(faults(text), [
    'netbox.json:2:25 IMPORT_PAGE this is one page: 5 of 400 prefixes',
    'netbox.json:9:5 IMPORT_SHAPE "10.10.0.0/16" is not an object with a prefix',
    'netbox.json:4:17 IMPORT_CIDR host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14?',
    'netbox.json:5:40 IMPORT_ROLE unknown role "podd" of cluster/a; did you mean "pod"?',
    'netbox.json:7:17 IMPORT_DUPLICATE 10.8.0.0/16 is here twice; the first is at netbox.json:5:17',
    'netbox.json:8:5 IMPORT_NO_PREFIX this row has no prefix',
  ])
})

const unreadable: readonly [text: string, fault: RegExp][] = [
  ['', /^netbox\.json:1:1 IMPORT_SHAPE /],
  ['{"detail": "Invalid token"}', /^netbox\.json:1:1 IMPORT_SHAPE /],
  ['[{"prefix": "10.0.0.0/8"', /^netbox\.json:1:25 YAML_SYNTAX /],
]

for (const [text, fault] of unreadable) {
  test(`${JSON.stringify(text)} is no list of prefixes`, () => {
    assert.match(faults(text)[0] ?? '', fault)
    assert.deepEqual(read(text).ranges, [])
  })
}

test('what was exported is imported as it was, containers of ours among it', () => {
  for (const options of [{}, { vrf: 'fleet', scope: 'region' as const }]) {
    const { ranges, problems, skipped } = read(formatNetbox(exampleRows, options))
    assert.deepEqual(problems, [])
    assert.deepEqual(
      skipped.map(({ cidr, why }) => [formatCidr(cidr), why]),
      [['10.24.0.0/14', 'headroom of cluster/b: what is in use has a row of its own']],
    )
    assert.deepEqual(
      ranges.map(({ cidr, role, owner, vrf }) => ({ cidr: formatCidr(cidr), role, owner, vrf })),
      exampleRows.map(({ cidr, role, owner }) => ({ cidr, role, owner, vrf: options.vrf })),
    )
  }
})
