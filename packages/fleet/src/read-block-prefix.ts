/** The size of the block that each region takes unless the pool says otherwise. */
const defaultBlockPrefix = 13

/** The prefix length in a text such as `/13`; the default for no text; nothing when it is neither. */
export function readBlockPrefix(block: string | undefined): number | undefined {
  if (block === undefined) return defaultBlockPrefix
  const match = /^\/(\d{1,3})$/.exec(block)
  return match ? Number(match[1]) : undefined
}
