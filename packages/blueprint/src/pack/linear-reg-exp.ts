import { RE2JS } from 're2js'

export interface LinearRegExp {
  test(text: string): boolean
  /** By this ajv tells patterns apart. */
  toString(): string
}

/**
 * A pattern as ajv asks for one. It runs in time linear in the text whatever the pattern is.
 *
 * @throws Error for a pattern that RE2 does not take
 */
export function linearRegExp(pattern: string): LinearRegExp {
  if (pattern.length > longest) throw new Error(`a pattern has more than ${longest} characters`)
  let compiled
  try {
    compiled = RE2JS.compile(RE2JS.translateRegExp(pattern))
  } catch (error) {
    throw new Error(`the pattern ${JSON.stringify(pattern)} cannot be read`, { cause: error })
  }
  return { test: text => compiled.matcher(text).find(), toString: () => `/${pattern}/u` }
}

/** What ajv would put into the code that it makes, were that written to a file. */
linearRegExp.code = 'linearRegExp'

const longest = 1000
