import type { EscapingHelper, TemplateLanguage } from './template-helpers.ts'

/**
 * Lets each value that stands by itself in a template go through the helper of its place: in a page
 * those of Markdown, of a link, of a code span or of a line for a shell, elsewhere that of a line.
 * Changes the tree that it is given.
 */
export function escapeValues(
  program: hbs.AST.Program,
  language: Exclude<TemplateLanguage, 'yaml'>,
  helpers: readonly string[],
): void {
  const place = new Place(language)
  const visit = ({ body }: hbs.AST.Program) => {
    for (const [i, statement] of body.entries()) {
      if (isContent(statement)) place.read(statement.value)
      else if (isMustache(statement)) {
        if (!isQuoted(statement, helpers)) body[i] = escaped(statement, place.helper)
        place.read('x')
      } else if (isBlock(statement)) {
        visit(statement.program)
        if (statement.inverse) visit(statement.inverse)
      }
    }
  }
  visit(program)
}

/** Where in a text the next value stands. */
class Place {
  readonly #language: Exclude<TemplateLanguage, 'yaml'>
  /** The fence of the block of code that is open, and the language of the block. */
  #fence: { readonly marks: string; readonly language: string } | undefined
  #line = ''

  constructor(language: Exclude<TemplateLanguage, 'yaml'>) {
    this.#language = language
  }

  read(text: string): void {
    const [rest = '', ...lines] = text.split('\n')
    this.#line += rest
    for (const line of lines) {
      this.#endLine()
      this.#line = line
    }
  }

  get helper(): EscapingHelper {
    if (this.#language !== 'markdown') return this.#language === 'shell' ? 'sh' : 'line'
    if (this.#fence) return helperInBlock(this.#fence.language)
    if ((this.#line.split('`').length - 1) % 2 === 1) {
      return this.#line.includes('|') ? 'cellCode' : 'code'
    }
    return /\]\([^)\s]*$/.test(this.#line) ? 'uri' : 'markdown'
  }

  #endLine(): void {
    const [, marks = '', language = ''] = /^ {0,3}(`{3,}|~{3,})\s*([\w-]*)/.exec(this.#line) ?? []
    if (marks === '') return
    if (!this.#fence) this.#fence = { marks, language }
    else if (marks.startsWith(this.#fence.marks)) this.#fence = undefined
  }
}

function helperInBlock(language: string): EscapingHelper {
  if (shells.has(language)) return 'sh'
  return language === 'mermaid' ? 'mermaid' : 'code'
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'shell', 'console', ''])

/** With a helper that writes a text in quotes of its own. `text` only joins. */
function isQuoted(
  { path, params }: hbs.AST.MustacheStatement,
  helpers: readonly string[],
): boolean {
  return params.length > 0 && 'original' in path && helpers.includes(String(path.original))
}

/** `{{name}}` as `{{helper name}}`, and `{{text a b}}` as `{{helper (text a b)}}`. */
function escaped(
  { path, params, hash, loc, strip }: hbs.AST.MustacheStatement,
  helper: EscapingHelper,
): hbs.AST.MustacheStatement {
  const value =
    params.length === 0 ? path : { type: 'SubExpression', path, params, hash, loc: path.loc }
  const name: hbs.AST.PathExpression = {
    type: 'PathExpression',
    data: false,
    depth: 0,
    parts: [helper],
    original: helper,
    loc: path.loc,
  }
  return {
    type: 'MustacheStatement',
    path: name,
    params: [value as hbs.AST.Expression],
    hash,
    escaped: true,
    strip,
    loc,
  }
}

function isContent(statement: hbs.AST.Statement): statement is hbs.AST.ContentStatement {
  return statement.type === 'ContentStatement'
}

function isMustache(statement: hbs.AST.Statement): statement is hbs.AST.MustacheStatement {
  return statement.type === 'MustacheStatement'
}

function isBlock(statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement {
  return statement.type === 'BlockStatement'
}
