import type { Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'

/** A waiver names a rule, says why, and ends. */
export function checkWaivers(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) =>
    (value.spec.waivers ?? []).flatMap(({ rule, reason, until }, i): Problem[] => {
      const at = (field: string) => source.locate(['spec', 'waivers', i, field])
      return [
        ...(/^[A-Z]{3}\d{3}$/.test(rule)
          ? []
          : [fault(`"${rule}" is not the id of a rule`, at('rule'), 'Write it as NET002.')]),
        ...(reason.trim() === ''
          ? [fault('a waiver gives its reason', at('reason'), 'Say why it is accepted.')]
          : []),
        ...(isDay(until)
          ? []
          : [
              fault(
                `"${until}" is not a day of the calendar`,
                at('until'),
                'Write it as 2027-03-31.',
              ),
            ]),
      ]
    }),
  )
}

/** What is accepted unchecked has a path of this repository, and a reason. */
export function checkUnchecked(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value, source }) =>
    (value.spec.unchecked ?? []).flatMap(({ path, reason }, i): Problem[] => {
      const at = (field: string) => source.locate(['spec', 'unchecked', i, field])
      return [
        ...(isPath(path)
          ? []
          : [
              fault(
                `${JSON.stringify(path)} is not a path below the repository`,
                at('path'),
                'Write it as apps/dex/kustomization.yaml.',
              ),
            ]),
        ...(reason.trim() === ''
          ? [
              fault(
                'what is accepted unchecked has a reason',
                at('reason'),
                'Say why it is accepted.',
              ),
            ]
          : []),
      ]
    }),
  )
}

/** An empty path, or `.`, would accept everything. */
function isPath(path: string): boolean {
  return (
    path !== '' &&
    path
      .replace(/\/$/, '')
      .split('/')
      .every(step => !/^\.{0,2}$/.test(step))
  )
}

/** Whether a text is a day as `2027-03-31` (ISO 8601), and one that exists. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

function fault(message: string, location: Problem['location'], hint: string): Problem {
  return { code: 'SPEC_WAIVER', message, ...(location && { location }), hint }
}
