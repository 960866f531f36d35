/** More than fit in a sentence help nobody: the rest is counted. */
const most = 5

/** Names in a sentence, as `a, b and 3 more`. */
export function listSome(names: readonly string[]): string {
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}
