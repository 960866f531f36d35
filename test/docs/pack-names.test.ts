import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { loadFleet, planAddresses } from '@bulkhead/fleet'
import { readPackFiles } from '@bulkhead/workspace'
import { choosePacks } from '../../packages/blueprint/src/pack/choose-packs.ts'
import { scopes } from '../../packages/blueprint/src/pack/pack-spec.ts'
import { readPacks } from '../../packages/blueprint/src/pack/read-packs.ts'
import { viewsIn } from '../../packages/blueprint/src/render/scopes.ts'
import { prepareViews } from '../../packages/blueprint/src/render/prepare-views.ts'
import type { Views } from '../../packages/blueprint/src/render/views.ts'
import { readPage, root } from './pages.ts'

const page = readPage('docs/packs.md')

describe('docs/packs.md lists the names that a template can use', () => {
  let views: Views
  before(() => {
    views = viewsOfExample()
  })

  it('in each scope', () => {
    const documented = rowsUnder('Scopes').map(([scope, names]) => [scope, listed(names)])
    const real = scopes.map(scope => {
      const [view] = viewsIn(scope, views)
      return [`\`${scope}\``, Object.keys(view ?? {}).sort()]
    })
    assert.deepEqual(documented, real)
  })

  for (const kind of [
    'instance',
    'environment',
    'region',
    'cluster',
    'workload',
    'team',
  ] as const) {
    it(`of a ${kind}`, () => {
      const real = new Set(views[`${kind}s`].flatMap(view => namesIn(view)))
      assert.deepEqual(namesUnder(`Names of ${kind}`), [...real].sort())
    })
  }

  it('of the fleet', () => {
    const { provided, ...others } = views.fleet
    assert.ok(Object.values(provided).every(value => typeof value === 'boolean'))
    assert.deepEqual(
      namesUnder('Names of fleet'),
      [...new Set(namesIn(others)), 'provided.<name>'].sort(),
    )
  })
})

/** Each is a view of its own, listed in its own table. */
const kinds = ['instance', 'region', 'environment', 'cluster', 'workload', 'team']
const views = new Set([...kinds, ...kinds.map(kind => `${kind}s`)])

function namesIn(value: object, path = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const full = `${path}${name}`
    if (views.has(name) || typeof member !== 'object' || member === null) return [full]
    if (!Array.isArray(member)) return namesIn(member as object, `${full}.`)
    const objects = member.filter(item => typeof item === 'object') as object[]
    // A list that is empty here shows its names in another view.
    if (objects.length === 0) return member.length > 0 || isListOfTexts(name) ? [full] : []
    return objects.flatMap(item => namesIn(item, `${full}[].`))
  })
}

function isListOfTexts(name: string): boolean {
  return /^(zones|owners|systems)$|Ranges$/.test(name)
}

function namesUnder(heading: string): readonly string[] {
  return rowsUnder(heading)
    .map(([name]) => name.replaceAll('`', ''))
    .sort()
}

function listed(names: string): readonly string[] {
  return [...names.matchAll(/`([a-z]+)`/g)].map(match => match[1] ?? '').sort()
}

/** The first two cells of each row of the first table below a heading. */
function rowsUnder(heading: string): readonly (readonly [string, string])[] {
  const [, section = ''] = page.split(new RegExp(`^#+ ${heading}$`, 'm'))
  const [table = ''] = section.split(/^#+ /m)
  return table
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(line => {
      const [, first = '', second = ''] = line.split('|').map(cell => cell.trim())
      return [first, second] as const
    })
}

function viewsOfExample(): Views {
  const { loaded, problems } = loadFleet(filesBelow('examples/acme', 'fleet/'))
  if (!loaded) throw new Error(problems.map(({ message }) => message).join('\n'))
  const { fleet, ledger, sources } = loaded
  const packs = choosePacks(fleet, readPacks(readPackFiles(), new Map()), sources)
  return prepareViews(fleet, planAddresses(fleet, ledger), packs)
}

function filesBelow(directory: string, prefix: string): ReadonlyMap<string, string> {
  const entries = readdirSync(join(root, directory, prefix), {
    recursive: true,
    withFileTypes: true,
  })
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  return new Map(
    paths.map(path => [path.slice(join(root, directory).length + 1), readFileSync(path, 'utf8')]),
  )
}
