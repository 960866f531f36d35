import type { Mutant } from './mutant.ts'

const src = 'packages/ipam/src'

/** Faults in the arithmetic of addresses and in how they are given out. */
export const ipamMutants: readonly Mutant[] = [
  {
    name: 'a range contains one that is a bit larger',
    file: `${src}/contains.ts`,
    find: 'outer.prefix > inner.prefix',
    replace: 'outer.prefix > inner.prefix + 1',
  },
  {
    name: 'a prefix covers a bit more',
    file: `${src}/cidr.ts`,
    find: '-1 << (32 - covered)',
    replace: '-1 << (31 - covered)',
    test: `${src}/subnets.test.ts`,
  },
  {
    name: 'an octet with a leading zero is read',
    file: `${src}/read-address.ts`,
    find: ' || octet === 0',
    replace: '',
    test: `${src}/read-cidr.test.ts`,
  },
  {
    name: 'zeros are left out for the last of equal runs',
    file: `${src}/format-cidr.ts`,
    find: 'at + 1 - start > best.length',
    replace: 'at + 1 - start >= best.length',
  },
  {
    name: 'the sweep leaves a range too early',
    file: `${src}/nest.ts`,
    find: 'lengths[around - first]! > shared',
    replace: 'lengths[around - first]! >= shared',
    test: `${src}/overlap.test.ts`,
  },
  {
    name: 'the sweep takes ranges of one address in any order',
    file: `${src}/nest.ts`,
    find: '[prefixes, ...words.toReversed()]',
    replace: 'words.toReversed()',
    test: `${src}/overlap.test.ts`,
  },
  {
    name: 'the sweep takes a few ranges of one address in any order',
    file: `${src}/nest.ts`,
    find: 'const columns = [...words, prefixes]',
    replace: 'const columns = words',
    test: `${src}/overlap.test.ts`,
  },
  {
    name: 'what lies around a range of the same group is not looked at',
    file: `${src}/overlap.ts`,
    find: 'outer = groups.around[outer]!',
    replace: 'outer = none',
  },
  {
    name: 'a range that has its share of pairs is left out of those of others',
    file: `${src}/overlap.ts`,
    find: 'counts[inner]! >= most && ',
    replace: '',
  },
  {
    name: 'a range may lie in anything larger',
    file: `${src}/check-nesting.ts`,
    find: 'if (mayHold(outer, inner)) break',
    replace: 'if (mayHold(outer, inner) || outer.cidr.prefix < inner.cidr.prefix) break',
  },
  {
    name: 'neighbours are joined that are no halves',
    file: `${src}/cidr-sets.ts`,
    find: 'if (!contains(whole, high)) return',
    replace: '',
  },
  {
    name: 'a hole that is passed is looked at again',
    file: `${src}/cidr-sets.ts`,
    find: 'while (next < holes.length',
    replace: 'if (next < holes.length',
  },
  {
    name: 'free slots begin where the taken ones do',
    file: `${src}/free-runs.ts`,
    find: 'next = Math.max(next, first + count)',
    replace: 'next = Math.max(next, first)',
  },
  {
    name: 'a slot is free though something smaller lies in it',
    file: `${src}/free-runs.ts`,
    find: 'Math.max(1, subnetCount(cidr, prefix))',
    replace: 'subnetCount(cidr, prefix)',
  },
  {
    name: 'a block in quarantine is given to another',
    file: `${src}/allocate.ts`,
    find: 'const claimed = held.map(',
    replace: "const claimed = held.filter(({ state }) => state !== 'quarantined').map(",
  },
  {
    name: 'blocks are given out in the order of asking',
    file: `${src}/allocate.ts`,
    find: "pickIn(freeSlotRequest(pool, claimed), owner, 'hash')",
    replace: "pickIn(freeSlotRequest(pool, claimed), String(held.length), 'hash')",
  },
  {
    name: 'who asks again is given another block',
    file: `${src}/allocate.ts`,
    find: 'if (own) return own.cidr',
    replace: '',
  },
  {
    name: 'a block is claimed that is another’s',
    file: `${src}/update-ledger.ts`,
    find: 'if (held && held.owner !== owner) throw taken(`${text} belongs',
    replace: 'if (held === undefined && !owner) throw taken(`${text} belongs',
  },
  {
    name: 'the ledger lists only the slots that are taken',
    file: `${src}/pool.ts`,
    find: 'export const fullTableSlots = 1024',
    replace: 'export const fullTableSlots = 0',
    test: `${src}/merge-ledger.test.ts`,
  },
]
