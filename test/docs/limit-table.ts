import { limits, type Limit } from '@bulkhead/diagnostics'

/** Every limit of a run, its default and what it counts. */
export function limitTable(): string {
  const rows = Object.entries<Limit>(limits).map(
    ([name, { most, unit, counts }]) => `| \`${name}\` | ${describe(most)} ${unit} | ${counts} |`,
  )
  return ['| limit | default | counts |', '| --- | --- | --- |', ...rows].join('\n')
}

function describe(most: number): string {
  if (most % 2 ** 20 === 0) return `${most / 2 ** 20} Mi`
  if (most % 2 ** 10 === 0) return `${most / 2 ** 10} Ki`
  return most.toLocaleString('en')
}
