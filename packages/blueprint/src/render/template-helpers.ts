import {
  FleetError,
  markdownText,
  oneLine,
  shellWord,
  uriPath,
  type Budget,
  type LazyLocation,
  type Problem,
} from '@bulkhead/diagnostics'
import { stringifyYaml, yamlScalar } from '@bulkhead/yaml'
import type Handlebars from 'handlebars'

/** What a template sees. */
export type View = Readonly<Record<string, unknown>>

export type Render = (view: View) => string

/**
 * - `yaml`: a value enters only through `yaml`, `yamlBlock` or `json`, which quote; a bare `{{name}}`
 *   is an error. `text` joins texts for them.
 * - `markdown`: a bare value is escaped for its place: text, a link, code or a line for a shell.
 * - `shell`: a bare value is one word.
 * - `text`: for what else there is; a bare value enters as it is, if it is a part of one line.
 */
export type TemplateLanguage = 'yaml' | 'markdown' | 'shell' | 'text'

export const quotingHelpers = ['yaml', 'yamlBlock', 'json']
export const plainHelpers = ['text']
export const escapingHelpers = [
  'markdown',
  'uri',
  'code',
  'cellCode',
  'mermaid',
  'sh',
  'line',
] as const
export type EscapingHelper = (typeof escapingHelpers)[number]
export const blockHelpers = ['if', 'unless', 'each', 'with']

/** The language of a template, by the name of the file that it writes. */
export function languageOf(name: string): TemplateLanguage {
  if (/\.(?:ya?ml|json)$/.test(name)) return 'yaml'
  return name.endsWith('.md') ? 'markdown' : /\.(?:ba|z)?sh$/.test(name) ? 'shell' : 'text'
}

/**
 * A Handlebars environment with our helpers and no others. Strict everywhere: an unknown name is an
 * error in blocks and helper arguments too, where Handlebars by itself says nothing.
 */
export function createEngine(library: typeof Handlebars): typeof Handlebars {
  const handlebars = library.create()
  for (const name of Object.keys(handlebars.helpers)) {
    if (!blockHelpers.includes(name)) handlebars.unregisterHelper(name)
  }
  for (const name of blockHelpers) {
    const original = handlebars.helpers[name]
    if (!original) throw new Error(`Handlebars has no helper ${name}`)
    handlebars.registerHelper(name, function (this: unknown, ...args: unknown[]) {
      requireValue(args[0], args.at(-1))
      const work = workOf(args.at(-1))
      work?.step(perBlock + (name === 'each' ? sizeOf(args[0]) : 0))
      const text: unknown = Reflect.apply(original, this, args)
      if (typeof text === 'string') work?.write(text.length)
      return text
    })
  }
  // A template may give more values than a helper takes; what the library gives is always the last.
  handlebars.registerHelper('yaml', (value: unknown, ...others: unknown[]) => {
    const options = others.at(-1)
    requireValue(value, options)
    if (typeof value === 'object' && value !== null) {
      throw new Error('"yaml" writes one scalar; use "yamlBlock" for a list or a mapping')
    }
    workOf(options)?.step(1)
    return yamlScalar(value as string | number | boolean | null)
  })
  handlebars.registerHelper('yamlBlock', (value: unknown, ...others: unknown[]) => {
    const [indent] = others
    const options = others.at(-1)
    requireValue(value, options)
    workOf(options)?.step(weightOf(value))
    return indented(stringifyYaml(value).trimEnd(), typeof indent === 'number' ? indent : 0)
  })
  handlebars.registerHelper('json', (value: unknown, ...others: unknown[]) => {
    const options = others.at(-1)
    requireValue(value, options)
    workOf(options)?.step(weightOf(value))
    return JSON.stringify(value)
  })
  for (const name of escapingHelpers) {
    handlebars.registerHelper(name, (value: unknown, ...others: unknown[]) => {
      const options = others.at(-1)
      requireValue(value, options)
      if (value === null) return ''
      if (typeof value === 'object')
        throw new Error(`"${name}" writes a text, not a list or a mapping`)
      try {
        return escapers[name](String(value))
      } catch (error) {
        if (error instanceof RangeError) throw new RefusedValue(error.message, locOf(options))
        throw error
      }
    })
  }
  // Joins texts, for use inside another helper: {{yaml (text cluster.name "-nodes")}}.
  handlebars.registerHelper('text', (...args: unknown[]) => {
    const options = args.pop()
    for (const part of args) requireValue(part, options)
    const text = args.join('')
    workOf(options)?.write(text.length)
    return text
  })
  return handlebars
}

/**
 * A template whose faults name the template, and whose work is counted.
 *
 * @returns a function that throws FleetError `TEMPLATE_NAME` and `LIMIT_EXCEEDED`
 */
export function located(
  render: (view: View, options: { readonly data: { readonly work: RenderWork } }) => string,
  text: string,
  file: string,
  budget: Budget,
): Render {
  const work = new RenderWork(budget, { file, line: 1, column: 1 })
  const options = { data: { work } }
  return view => {
    try {
      work.start()
      work.step(1)
      const rendered = render(view, options)
      work.write(rendered.length)
      return rendered
    } catch (error) {
      if (error instanceof FleetError) throw error
      throw new FleetError(templateProblem(error, text, file, 'TEMPLATE_NAME'), { cause: error })
    }
  }
}

const escapers: Readonly<Record<EscapingHelper, (value: string) => string>> = {
  markdown: markdownText,
  uri: uriPath,
  sh: shellWord,
  line: partOfLine,
  code: partOfCode,
  // In a row of a table a bar ends the cell, in code as well.
  cellCode(value) {
    if (value.includes('|')) throw new RangeError('code in a table cannot hold a bar')
    return partOfCode(value)
  },
  // A label of a diagram, with the entities that Mermaid knows.
  mermaid: value => partOfLine(value).replaceAll(/["#&;<>`]/g, sign => `#${sign.charCodeAt(0)};`),
}

/** @throws RangeError for what would end the code as well */
function partOfCode(value: string): string {
  if (value.includes('`')) throw new RangeError('code in a page cannot hold a backtick')
  return partOfLine(value)
}

/** @throws RangeError for what would end the line, or cannot be seen in it */
function partOfLine(value: string): string {
  if (oneLine(value) === value) return value
  throw new RangeError('a line cannot hold control or invisible characters')
}

/** Counts what rendering takes. Its methods are no names that a template could use. */
class RenderWork {
  readonly #budget: Budget
  readonly #at: LazyLocation
  #steps = 0

  constructor(budget: Budget, at: LazyLocation) {
    this.#budget = budget
    this.#at = at
  }

  /** Begins another file. */
  start(): void {
    this.#steps = 0
  }

  step(count: number): void {
    this.#steps += count
    this.#budget.hold('rendered-file-steps', this.#steps, this.#at)
    this.#budget.spend('rendering-steps', count, this.#at)
  }

  /** A text within a template, or all of it. */
  write(length: number): void {
    this.#budget.hold('rendered-file', length, this.#at)
    this.step(Math.ceil(length / charactersPerStep))
  }
}

/** Characters that take about as long as one step. */
const charactersPerStep = 256

function workOf(options: unknown): RenderWork | undefined {
  const work = (options as { readonly data?: { readonly work?: unknown } } | undefined)?.data?.work
  return work instanceof RenderWork ? work : undefined
}

/** A block takes as long as so many values. */
const perBlock = 10

/** How often `each` goes round. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}

/** How many values are written out. */
function weightOf(value: unknown): number {
  if (typeof value === 'string') return 1 + Math.floor(value.length / charactersPerStep)
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, item) => sum + weightOf(item), 1)
}

function requireValue(value: unknown, options: unknown): void {
  if (value === undefined) throw new UndefinedName(locOf(options))
}

function locOf(options: unknown): hbs.AST.SourceLocation {
  return (options as { loc: hbs.AST.SourceLocation }).loc
}

/** A value cannot stand where a template has it. */
class RefusedValue extends Error {
  readonly loc: hbs.AST.SourceLocation

  constructor(message: string, loc: hbs.AST.SourceLocation) {
    super(message)
    this.loc = loc
  }
}

/** A helper was given a name that is not defined; where, for the template's author. */
class UndefinedName extends Error {
  readonly loc: hbs.AST.SourceLocation

  constructor(loc: hbs.AST.SourceLocation) {
    super('a name is not defined')
    this.loc = loc
  }
}

/** A block stands on its own lines: the template indents the first, this the others. */
function indented(text: string, indent: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(indent)}`)
}

/** What went wrong in a template, where its author finds it. */
export function templateProblem(error: unknown, text: string, file: string, code: string): Problem {
  if (!(error instanceof Error)) throw error
  const hint = 'Correct the template; the names that it can use are listed in docs/packs.md.'
  if (error instanceof UndefinedName) {
    const { line, column } = error.loc.start
    const statement = /^(?:\{\{.*?\}\}|\(.*?\))/.exec(
      text.split('\n')[line - 1]?.slice(column) ?? '',
    )?.[0]
    const message = `a name in ${statement ?? 'this block'} is not defined`
    return { code, message, location: { file, line, column: column + 1 }, hint }
  }
  if (error instanceof RefusedValue) {
    const { line, column } = error.loc.start
    return {
      code: 'TEMPLATE_VALUE',
      message: `a value cannot stand here: ${error.message}`,
      location: { file, line, column: column + 1 },
      hint: 'Correct the value in the spec, or the option of the pack.',
    }
  }
  const { lineNumber, column } = error as { lineNumber?: number; column?: number }
  const parsed = /Parse error on line (\d+)/.exec(error.message)
  const [message = ''] = error.message.split('\n')
  return {
    code,
    message: readable(message)
      .replace(/ in \[object Object\]/, '')
      .replace(/ - \d+:\d+$/, ''),
    location: {
      file,
      line: lineNumber ?? (parsed ? Number(parsed[1]) : 1),
      column: (column ?? 0) + 1,
    },
    hint,
  }
}

/** What the library says in its own terms, in those of a template's author. */
function readable(message: string): string {
  const helper = /used the unknown helper (\S+)/.exec(message)?.[1]
  if (helper) return `there is no helper "${helper}"`
  return message.startsWith('Parse error on line') ? 'the template is not well formed' : message
}
