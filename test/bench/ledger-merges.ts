import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ledgerOverlaps, readLedger, rebaseLedger } from '@bulkhead/ipam'
import { parseYaml } from '@bulkhead/yaml'
import {
  parentOf,
  walk,
  type Branch,
  type Step,
} from '../../packages/fleet/src/testing/branches.ts'
import { printTable } from './measure.ts'

const regions = 30
const pairs = 400

/**
 * Two branches of a fleet, merged by git as a forge's button does, without a driver: how often that
 * conflicts, how often it had to, and whether two owners ever have one address. The aim: never a
 * silent overlap, and needless conflicts under 2 %.
 */
export function ledgerMerges(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bulkhead-ledger-merges-'))
  const git = (args: readonly string[], input?: string) =>
    execFileSync('git', args, {
      cwd: directory,
      encoding: 'utf8',
      input: input ?? '',
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'bench',
        GIT_AUTHOR_EMAIL: 'bench@example.com',
        GIT_COMMITTER_NAME: 'bench',
        GIT_COMMITTER_EMAIL: 'bench@example.com',
      },
    }).trim()
  try {
    git(['init', '-q'])
    const base = parentOf(regions)
    const commit = (text: string, parent?: string) => {
      const blob = git(['hash-object', '-w', '--stdin'], text)
      const tree = git(['mktree'], `100644 blob ${blob}\taddresses.yaml\n`)
      return git(['commit-tree', tree, ...(parent ? ['-p', parent] : []), '-m', 'x'])
    }
    const root = commit(base.text)
    const rows = [
      ['steps per branch', 'pairs', 'clean', 'conflicts', 'needless', 'silent overlaps'],
    ]
    for (const steps of [1, 3]) {
      const random = generator(steps)
      const found = { clean: 0, conflicts: 0, needless: 0, silent: 0 }
      for (let pair = 0; pair < pairs; pair++) {
        const [ours, theirs] = ['a', 'b'].map(name =>
          walk(
            base,
            Array.from({ length: steps }, () => randomStep(random, `${name}${pair}`)),
          ),
        ) as [Branch, Branch]
        const [a, b] = [commit(ours.text, root), commit(theirs.text, root)]
        const run = spawnSync('git', ['merge-tree', '--write-tree', a, b], {
          cwd: directory,
          encoding: 'utf8',
        })
        if (run.status === 0) {
          found.clean++
          const text = git(['cat-file', 'blob', `${run.stdout.trim()}:addresses.yaml`])
          if (!isSound(text)) found.silent++
        } else {
          found.conflicts++
          if (isNeedless(base, ours, theirs)) found.needless++
        }
      }
      const share = ((100 * found.needless) / pairs).toFixed(1)
      rows.push([
        String(steps),
        String(pairs),
        String(found.clean),
        String(found.conflicts),
        `${found.needless} (${share} %)`,
        String(found.silent),
      ])
    }
    printTable(rows)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function isSound(text: string): boolean {
  const { documents, problems } = parseYaml(text, 'addresses.yaml')
  if (problems.length > 0 || !documents[0]) return false
  const reading = readLedger(documents[0])
  return reading.problems.length === 0 && ledgerOverlaps(reading.ledger).length === 0
}

/** Whether nothing would have to move, and no owner was touched on both sides. */
function isNeedless(base: Branch, ours: Branch, theirs: Branch): boolean {
  const { displaced, problems } = rebaseLedger({
    base: base.ledger,
    mine: ours.ledger,
    landed: theirs.ledger,
    isPinned: () => false,
    obstacle: (_, cidr) =>
      theirs.fleet.network.pools
        .flatMap(({ reserved }) => reserved)
        .find(
          ({ cidr: range, strength }) =>
            strength === undefined && JSON.stringify(range.words) === JSON.stringify(cidr.words),
        )?.reason,
  })
  if (displaced.length + problems.length > 0) return false
  const touched = [ours, theirs].map(branch => touchedBy(base, branch))
  return ![...touched[0]!].some(name => touched[1]!.has(name))
}

/** Owners of which something differs. */
function touchedBy(base: Branch, branch: Branch): ReadonlySet<string> {
  const linesOf = (text: string) => new Set(text.split('\n'))
  const before = linesOf(base.text)
  const after = linesOf(branch.text)
  const changed = [...after].filter(line => !before.has(line))
  const gone = [...before].filter(line => !after.has(line))
  return new Set(
    [...changed, ...gone].flatMap(
      line => /((?:region|zone|cluster)\/\S+?)[ ,}]/.exec(`${line} `)?.[1] ?? [],
    ),
  )
}

function randomStep(random: () => number, name: string): Step {
  const at = Math.floor(random() * regions)
  const draw = random()
  // Mostly additions, as in life.
  if (draw < 0.4)
    return { what: 'add region', name: `${name}-${at}`, clusters: 1 + Math.floor(random() * 2) }
  if (draw < 0.6) return { what: 'add cluster', at }
  if (draw < 0.68) return { what: 'add zone', at }
  if (draw < 0.76) return { what: 'grow cluster', at }
  if (draw < 0.82) return { what: 'grow region', at }
  if (draw < 0.88) return { what: 'remove cluster', at }
  if (draw < 0.92) return { what: 'remove region', at }
  if (draw < 0.95) return { what: 'mark', at }
  if (draw < 0.97) return { what: 'free', at }
  return { what: 'reserve', block: `10.${4 * Math.floor(random() * 64)}.0.0/16` }
}

/** The same numbers in every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
