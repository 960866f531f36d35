/**
 * The order of keys in the output: letters by code point, anything else before letters, and runs of
 * digits by their value, so that `file9` comes before `file10`.
 */
export function compareKeys(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    if (x > 127 || y > 127) return compareRunes(Array.from(a), Array.from(b))
    const xIsLetter = isAsciiLetter(x)
    const yIsLetter = isAsciiLetter(y)
    if (xIsLetter && yIsLetter) return x - y
    if (xIsLetter || yIsLetter) return yIsLetter ? -1 : 1
    return compareFrom(Array.from(a), Array.from(b), i)
  }
  return a.length - b.length
}

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

function compareRunes(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const x = a[i] ?? ''
    const y = b[i] ?? ''
    if (x === y) continue
    const xIsLetter = /\p{L}/u.test(x)
    const yIsLetter = /\p{L}/u.test(y)
    if (xIsLetter && yIsLetter) return code(x) - code(y)
    if (xIsLetter || yIsLetter) return yIsLetter ? -1 : 1
    return compareFrom(a, b, i)
  }
  return a.length - b.length
}

/** Both texts differ at `i`, where neither has a letter. */
function compareFrom(a: readonly string[], b: readonly string[], i: number): number {
  let start = 0n
  if (a[i] === '0' || b[i] === '0') {
    // A zero counts only behind another digit, and then it makes the run longer.
    for (let j = i - 1; j >= 0 && isDigit(a[j]); j--) {
      if (a[j] !== '0') {
        start = 1n
        break
      }
    }
  }
  const [x, xEnd] = readNumber(a, i, start)
  const [y, yEnd] = readNumber(b, i, start)
  if (x !== y) return x < y ? -1 : 1
  return xEnd - yEnd || code(a[i] ?? '') - code(b[i] ?? '')
}

function readNumber(text: readonly string[], from: number, start: bigint): [bigint, number] {
  let value = start
  let end = from
  while (end < text.length && isDigit(text[end])) {
    value = BigInt.asIntN(64, value * 10n + BigInt(code(text[end] ?? '') - 48))
    end++
  }
  return [value, end]
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /\p{Nd}/u.test(character)
}

function code(character: string): number {
  return character.codePointAt(0) ?? 0
}
