/** What YAML 1.1 readers take for the end of a line. */
export function isBreak(code: number): boolean {
  return (
    code === 10 ||
    code === 13 ||
    (code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029))
  )
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

/** White space, a line's end or, as NaN, the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code !== code || isBreak(code)
}
