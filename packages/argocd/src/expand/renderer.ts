import {
  type GoMap,
  NotDeterministic,
  Template,
  TemplateError,
  TemplateLimit,
  UnknownOption,
} from '@bulkhead/gotemplate'
import { argoFunctions } from './argo-functions.ts'
import { renderFastTemplate } from './fast-template.ts'
import { ExpansionError, UnknownError, wrapping } from './faults.ts'
import { isObject, type Json, type Path } from './json.ts'
import { RenderError } from './render-error.ts'
import { ExpansionWork } from './work.ts'

/** So many templates are kept as they were read. */
const mostTemplates = 2_000

/** Renders the texts of one ApplicationSet in its mode. Templates are read once. */
export class Renderer {
  readonly isGoTemplate: boolean
  readonly #options: readonly string[]
  readonly #templates = new Map<string, Template>()
  readonly #work: ExpansionWork
  #strict: Renderer | undefined

  constructor(isGoTemplate: boolean, options: readonly string[], work = new ExpansionWork()) {
    this.isGoTemplate = isGoTemplate
    this.#options = options
    this.#work = work
  }

  /** The same mode, where a missing key is an error whatever the set says. */
  strict(): Renderer {
    if (this.#strict) return this.#strict
    const others = this.#options.filter(option => !option.startsWith('missingkey='))
    this.#strict = new Renderer(this.isGoTemplate, [...others, 'missingkey=error'], this.#work)
    return this.#strict
  }

  /**
   * One text with one set of parameters.
   *
   * @throws RenderError in Argo CD's words; NotDeterministic; FleetError `LIMIT_EXCEEDED`
   */
  replace(template: string, params: GoMap, path: Path = []): string {
    const work = this.#work
    if (!this.isGoTemplate) {
      work.read(template, path)
      return renderFastTemplate(template, params, length => work.write(length, path))
    }
    let read = this.#templates.get(template)
    if (!read) {
      work.budget.hold('template-source', template.length, work.at(path))
      work.read(template, path)
      // Those that a matrix puts parameters into are many.
      if (this.#templates.size >= mostTemplates) this.#templates.clear()
      read = failing(`failed to parse template ${template}`, () => {
        return new Template('base', template, { functions: argoFunctions, options: this.#options })
      })
      this.#templates.set(template, read)
    }
    const parsed = read
    return failing(`failed to execute go template ${template}`, () =>
      parsed.execute(params, work.budget, work.at(path)),
    )
  }

  /** The same as an error that has a place, and with the unknowable told apart. */
  replaceAt(template: string, params: GoMap, path: Path): string {
    try {
      return this.replace(template, params, path)
    } catch (error) {
      throw locate(error, path)
    }
  }
}

/** Puts an error of rendering where the template stands. */
export function locate(error: unknown, path: Path): unknown {
  if (error instanceof NotDeterministic) return new UnknownError(error.message, path)
  if (error instanceof RenderError) {
    return new ExpansionError('APPSET_TEMPLATE', error.message, path, { cause: error })
  }
  return error
}

/** A field that Argo CD renders as JSON of its own. */
const jsonField = 'valuesObject'

/**
 * Every text of a value rendered, keys of maps too. What is null in a map falls away, as it does in
 * Argo CD. `replace` is told where each text stands.
 */
export function renderDeep(
  value: Json,
  replace: (text: string, path: Path) => string,
  path: Path,
): Json {
  if (typeof value === 'string') return replace(value, path)
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, i) => renderDeep(item, replace, [...path, i]))
  }
  if (!isObject(value)) return value
  const entries: [string, Json][] = []
  for (const [key, item] of Object.entries(value)) {
    if (item === null) continue
    const render = () => renderDeep(item, replace, [...path, key])
    const rendered =
      key === jsonField
        ? wrapping('failed to deeply replace JSON field contents', render)
        : render()
    entries.push([key.includes('{{') ? replace(key, [...path, key]) : key, rendered])
  }
  return Object.fromEntries(entries)
}

function failing<T>(prefix: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (error instanceof TemplateError) {
      throw new RenderError(`${prefix}: ${error.message}`, { cause: error })
    }
    if (error instanceof UnknownOption || error instanceof TemplateLimit) {
      throw new RenderError(error.message, { cause: error })
    }
    throw error
  }
}
