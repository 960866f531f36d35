import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Address4, Address6 } from 'ip-address'
import { arbitraryCidr } from './arbitrary-cidr.ts'
import type { CidrFaultKind } from './cidr-fault.ts'
import { formatCidr } from './format-cidr.ts'
import { readCidr } from './read-cidr.ts'
import { askPython, type Answer } from './testing/ask-python.ts'
import answers from './testing/python-answers.json' with { type: 'json' }

/*
 * Two strict readers, Python's ipaddress and the package ip-address, have the last word on what a
 * text means. We accept less than they do, and never another range.
 */

/** What Python says of odd texts. */
const recorded: Readonly<Record<string, Answer>> = answers
const oddTexts = Object.keys(recorded)

const noPython = 'python3 is not installed: only its recorded answers are held against ours'

/** What Python accepts and we refuse, because other tools read it otherwise or cannot use it. */
const stricter: ReadonlySet<CidrFaultKind> = new Set([
  'no-prefix',
  'netmask',
  'leading-zero',
  'zone',
  'mapped',
  'multicast',
  'loopback',
])

test('odd texts are read as Python reads them, or refused for a reason of ours', () => {
  compareWithPython(oddTexts, Object.values(recorded))
})

test('its recorded answers are what Python says', t => {
  const said = askPython(oddTexts)
  if (!said) return t.skip(noPython)
  for (const [at, text] of oddTexts.entries()) {
    const answer: Answer = said[at] ?? null
    const before: Answer = recorded[text] ?? null
    // How addresses are written that we refuse differs between versions of Python.
    if ('fault' in readCidr(text)) assert.equal(answer === null, before === null, text)
    else assert.equal(answer, before, text)
  }
})

/** Texts that are sound, in the many ways to write them. */
const soundText = fc
  .tuple(arbitraryCidr.map(formatCidr), fc.boolean(), fc.boolean())
  .map(([text, isLong, isUpper]) => {
    const written = isLong && text.includes(':') ? lengthen(text) : text
    return isUpper ? written.toUpperCase() : written
  })

const edit = fc.record({
  at: fc.nat({ max: 40 }),
  remove: fc.nat({ max: 2 }),
  insert: fc.constantFrom(
    '',
    '',
    '0',
    '1',
    '9',
    '255',
    '256',
    'f',
    'g',
    'x',
    '.',
    ':',
    '::',
    '/',
    '%',
    ' ',
    '-',
    '+',
    '\n',
    '0.',
    '.0',
    '/8',
    '٣',
  ),
})

/** Sound texts with a few characters added, lost or changed. */
const mutant = fc.tuple(soundText, fc.array(edit, { maxLength: 3 })).map(([text, edits]) =>
  edits.reduce((changed, { at, remove, insert }) => {
    const place = at % (changed.length + 1)
    return changed.slice(0, place) + insert + changed.slice(place + remove)
  }, text),
)

const mutants = fc.sample(mutant, { seed: 1, numRuns: 6000 })

test('thousands of mutants are read as Python reads them, or refused', t => {
  const said = askPython(mutants)
  if (!said) return t.skip(noPython)
  compareWithPython(mutants, said)
})

test('thousands of mutants, and the odd texts, are read as ip-address reads them, or refused', () => {
  let accepted = 0
  for (const text of [...mutants, ...oddTexts]) {
    const read = readCidr(text)
    if ('fault' in read) continue
    accepted++
    assert.equal(formatCidr(read), askIpAddress(text), text)
  }
  assert.ok(accepted > 1000, `${accepted} of the mutants are sound`)
})

test('the canonical text is that of Python and of ip-address', t => {
  const texts = fc.sample(arbitraryCidr.map(formatCidr), { seed: 2, numRuns: 3000 })
  for (const text of texts) assert.equal(askIpAddress(text), text)
  const said = askPython(texts)
  if (!said) return t.skip(noPython)
  assert.deepEqual(said, texts)
})

function compareWithPython(texts: readonly string[], said: readonly Answer[]): void {
  for (const [at, text] of texts.entries()) {
    const [read, answer] = [readCidr(text), said[at]]
    const why = `${JSON.stringify(text)} is ${answer} to Python`
    if (!('fault' in read)) assert.equal(formatCidr(read), answer, why)
    else if (answer !== null) assert.ok(isOurs(read.fault, text), `${why}, and ${read.fault} to us`)
  }
}

/** Zones without a prefix length, and the notation of IPv4 inside IPv6, have no fault of their own. */
function isOurs(fault: CidrFaultKind, text: string): boolean {
  return stricter.has(fault) || (fault === 'syntax' && /%|:.*\./.test(text))
}

function askIpAddress(text: string): Answer {
  try {
    const address = text.includes(':') ? new Address6(text) : new Address4(text)
    return `${address.correctForm()}/${address.subnetMask}`
  } catch {
    return null
  }
}

/** All eight groups of an IPv6 address, with all their digits. */
function lengthen(text: string): string {
  const [address = '', prefix] = text.split('/')
  return `${new Address6(address).canonicalForm()}/${prefix}`
}
