import { createHash } from 'node:crypto'
import { oneLine, uriPath, type Finding, type Location, type Severity } from '@bulkhead/diagnostics'
import type { Report, Suppressed } from '../report.ts'
import type { Rule } from '../rule.ts'
import { allRules } from '../rules/index.ts'

export interface SarifOptions {
  /** The version of Bulkhead. */
  readonly version: string
  /** The rules that ran: all, unless others are named. */
  readonly rules?: readonly Rule[]
}

/** A report as SARIF 2.1.0, in the dialect that code scanning on GitHub reads. */
export function reportSarif(
  { findings, suppressed }: Report,
  { version, rules = allRules }: SarifOptions,
): string {
  const fingerprint = fingerprints()
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]))
  const result = (finding: Finding, suppression?: Omit<Suppressed, 'finding'>) => ({
    ruleId: finding.rule,
    ruleIndex: indexOf.get(finding.rule) ?? -1,
    level: levels[finding.severity],
    message: {
      text: plain(`${finding.message}${/[.?!]$/.test(finding.message) ? '' : '.'} ${finding.hint}`),
    },
    locations: [{ physicalLocation: physical(finding.location) }],
    relatedLocations: finding.related.map(({ message, ...location }, index) => ({
      id: index + 1,
      message: { text: plain(message) },
      physicalLocation: physical(location),
    })),
    partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
    suppressions: suppression ? [describeSuppression(suppression)] : [],
  })
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'bulkhead', semanticVersion: version, rules: rules.map(describeRule) },
        },
        automationDetails: { id: 'bulkhead/' },
        results: [
          ...findings.map(finding => result(finding)),
          ...suppressed.map(({ finding, ...suppression }) => result(finding, suppression)),
        ],
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

/** What a viewer shows as it is: `[text](target)` would be a link. (SARIF 2.1.0, 3.11.6) */
function plain(text: string): string {
  return oneLine(text).replaceAll('](', '] (')
}

/** A comment stands in the source, a waiver or an acceptance in the spec of the fleet. */
function describeSuppression({ reason, isAccepted, until }: Omit<Suppressed, 'finding'>) {
  const isInSource = until === undefined && !isAccepted
  return { kind: isInSource ? 'inSource' : 'external', justification: plain(reason) }
}

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
}

function describeRule({ id, name, severity, summary }: Rule) {
  const problem = severity === 'info' ? 'recommendation' : severity
  const isSecurity = id.startsWith('SEC')
  const tag = isSecurity ? 'security' : tags[id.slice(0, 3)]
  return {
    id,
    name: name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: {
      text: `${summary} \`bulkhead explain ${id}\` says why, shows a bad and a good example, and how to fix or suppress it.`,
    },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      ...(tag !== undefined && { tags: [tag] }),
      precision: 'very-high',
      'problem.severity': problem,
      // Without it a rule is a matter of quality, with it of security: GitHub shows them apart.
      ...(isSecurity && { 'security-severity': '8.0' }),
    },
  }
}

const tags: Readonly<Record<string, string>> = {
  CFG: 'configuration',
  GEN: 'drift',
  KUS: 'kustomize',
  NET: 'network',
  SCH: 'schema',
}

function physical({ file, line, column, endLine = line, endColumn = column + 1 }: Location) {
  return {
    // Encoded as a path, so that a space or a % does not end the URI.
    artifactLocation: { uri: uriPath(file) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  }
}

/** Tells findings apart over time without their line, which moves with every edit above it. */
function fingerprints(): (finding: Finding) => string {
  const seen = new Map<string, number>()
  return ({ rule, message, cluster = '', object = '', location }) => {
    const identity = JSON.stringify([rule, location.file, cluster, object, message])
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, 16)
    const ordinal = (seen.get(hash) ?? 0) + 1
    seen.set(hash, ordinal)
    return `${hash}:${ordinal}`
  }
}
