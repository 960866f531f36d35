import type { Role } from '@bulkhead/ipam'

/** The size of a block of a pool unless the pool says otherwise, by family, for regions and clusters. */
const defaultBlockPrefix = {
  4: { region: 13, cluster: 16 },
  6: { region: 48, cluster: 56 },
} as const

/** The prefix length in a text such as `/13`; the default for no text; nothing when it is neither. */
export function readBlockPrefix(
  block: string | undefined,
  role: Role = 'region',
  family: 4 | 6 = 4,
): number | undefined {
  if (block !== undefined) return readPrefixLength(block)
  return defaultBlockPrefix[family][role === 'region' ? 'region' : 'cluster']
}

/** The number in a text such as `/13`. */
export function readPrefixLength(text: string): number | undefined {
  const match = /^\/(\d{1,3})$/.exec(text)
  return match ? Number(match[1]) : undefined
}
