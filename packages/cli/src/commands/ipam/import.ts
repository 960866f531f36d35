import { basename, resolve } from 'node:path'
import { FleetError, oneLine, throwIfAny } from '@bulkhead/diagnostics'
import {
  importedRanges,
  loadFleet,
  sortImport,
  type ImportSorting,
  type RangeInUse,
} from '@bulkhead/fleet'
import { formatCidr } from '@bulkhead/ipam'
import { readCsv, readNetbox, type ImportReading } from '@bulkhead/ipam/import'
import { planRepository, readNamedFile } from '@bulkhead/workspace'
import { Option } from 'commander'
import { carryOut, type ChangeOptions } from '../../carry-out.ts'
import type { CommandContext, CommandModule, ExitCode } from '../../command.ts'
import { countOf } from '../../print/count-of.ts'
import { readManifestRanges } from '../../read-manifest-ranges.ts'

type Format = 'csv' | 'netbox'

/** What was read, from a file or a tree. */
interface Incoming extends Pick<ImportReading, 'skipped' | 'problems'> {
  readonly ranges: readonly (RangeInUse & { readonly vrf?: string })[]
}

interface ImportOptions extends ChangeOptions {
  readonly format?: Format
  readonly tree?: string
  readonly name?: string
  readonly vrf?: string
}

export const importAddresses: CommandModule = {
  define(command, run) {
    command
      .description(
        'Take over ranges that are in use already, into fleet/imported/NAME.yaml: those of a region, zone or cluster of the fleet are its own from then on, all others are kept free. Import again when the source has changed.',
      )
      .argument('[file]', 'a CSV with a column prefix, or prefixes as NetBox exports them')
      .addOption(
        new Option('--format <format>', 'what the file is; by default by its name').choices([
          'csv',
          'netbox',
        ] satisfies Format[]),
      )
      .option('--tree <dir>', 'instead of a file: what the manifests below this directory say')
      .option('--name <name>', 'name of the import; by default that of the file or directory')
      .option('--vrf <name>', 'only the prefixes of this VRF; `global` for those of none')
      .option('--dry-run', 'write nothing; print what would be written')
      .option('--diff', 'print how each file changes')
      .addHelpText(
        'after',
        `
CSV columns: prefix, and if there are role, owner (cluster/NAME, region/NAME, zone/NAME), cluster,
region, zone, status, vrf, description. NetBox: JSON of /api/ipam/prefixes/, or its export.

Examples:
  bulkhead ipam import networks.csv --dry-run
  bulkhead ipam import prefixes.json --format netbox --vrf global --name netbox
  bulkhead ipam import --tree ../legacy-clusters --name legacy`,
      )
      .action(
        run((context, file: string | undefined, options: ImportOptions) =>
          importFrom(file, options, context),
        ),
      )
  },
}

async function importFrom(
  file: string | undefined,
  { name, vrf, ...options }: ImportOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const reading = read(file, options, context)
  throwIfAny(reading.problems)
  const wanted = reading.ranges.filter(
    range => vrf === undefined || (range.vrf ?? 'global') === vrf,
  )
  let sorting: ImportSorting | undefined
  const plan = await planRepository(context.dir, editing => {
    const { loaded, problems } = loadFleet(editing.files)
    throwIfAny(problems)
    if (!loaded) throw new Error('loadFleet gives a fleet or problems')
    sorting = sortImport(wanted.map(withVrf), editing, loaded.ledger)
    return [importedRanges(name ?? nameOf(file ?? options.tree ?? ''), sorting)]
  })
  const exitCode = carryOut(plan, context, options)
  if (sorting && !context.json && !context.quiet) sayWhatCame(sorting, reading, context)
  return exitCode
}

function read(
  file: string | undefined,
  { format, tree }: ImportOptions,
  { dir, terminal, budget }: CommandContext,
): Incoming {
  if ((file === undefined) === (tree === undefined)) {
    throw new FleetError({
      code: 'CLI_ARGUMENT',
      message: 'an import is from a file or from a tree',
      hint: 'Name a file, or a directory with --tree.',
    })
  }
  if (file === undefined) {
    return {
      ranges: readManifestRanges(dir, resolve(terminal.cwd, tree ?? ''), budget),
      skipped: [],
      problems: [],
    }
  }
  const text = readNamedFile(
    file,
    terminal.cwd,
    {
      code: 'IMPORT_FILE',
      what: 'the file',
      hint: 'Name a CSV or a JSON file of prefixes.',
    },
    budget,
  )
  const isJson = format === undefined ? file.endsWith('.json') : format === 'netbox'
  return isJson ? readNetbox(text, file) : readCsv(text, file)
}

/** A routing domain of its own is said with the range: the addresses are kept free all the same. */
function withVrf(range: RangeInUse & { readonly vrf?: string }): RangeInUse {
  const { vrf, ...rest } = range
  return vrf === undefined || rest.owner !== undefined
    ? rest
    : { ...rest, reason: `${rest.reason}, in VRF ${vrf}` }
}

/** A legal name made of that of a file. */
function nameOf(path: string): string {
  const stem = basename(resolve(path)).replace(/\.[^.]*$/, '')
  return stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

function sayWhatCame(
  { adopted, keptFree, known }: ImportSorting,
  { skipped }: Incoming,
  { terminal }: CommandContext,
): void {
  terminal.err(
    `\n${countOf(adopted.length, 'range')} adopted, ${keptFree.length} kept free, ${known.length} in the ledger already.\n`,
  )
  for (const { cidr, why } of skipped) {
    terminal.err(`passed over ${formatCidr(cidr)}: ${oneLine(why)}\n`)
  }
}
