/**
 * Whether a text may be a Secret in the clear. A security rule can say so of a file that it can
 * read; this is for those that it cannot.
 */
export function mayHoldSecret(text: string): boolean {
  return /\bkind["']?\s*:\s*["']?Secret(?:List)?\b|\bsecretGenerator\b/.test(text)
}

/** A message without what it quotes from a file that may hold a secret: a report ends up in logs. */
export function withoutQuotes(message: string): string {
  const [said = ''] = message.split(/[:"'`]/, 1)
  return said.trim() || 'what it says cannot be read'
}
