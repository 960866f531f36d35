import { FleetError } from '@bulkhead/diagnostics'
import Handlebars from 'handlebars'
import { escapeValues } from './escape-values.ts'
import {
  blockHelpers,
  createEngine,
  escapingHelpers,
  located,
  plainHelpers,
  quotingHelpers,
  templateProblem,
  type Render,
  type TemplateLanguage,
} from './template-helpers.ts'

const engine = createEngine(Handlebars)

const compileOptions = {
  strict: true,
  noEscape: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(
    [...quotingHelpers, ...escapingHelpers, ...plainHelpers, ...blockHelpers].map(name => [
      name,
      true,
    ]),
  ),
}

/**
 * Compiles a Handlebars template. Rendering is strict, and templates run no code: there are our
 * helpers and no others.
 *
 * @param file where the author of the template finds it, for errors
 * @throws FleetError `TEMPLATE_SYNTAX` and `TEMPLATE_BARE_VALUE` now, `TEMPLATE_NAME` and
 *   `TEMPLATE_VALUE` on rendering
 */
export function compileTemplate(text: string, file: string, language: TemplateLanguage): Render {
  return located(engine.compile(parse(text, file, language), compileOptions), text, file)
}

/**
 * The JavaScript that a template becomes, as the source of an expression: for the package build.
 *
 * @throws FleetError as `compileTemplate` does
 */
export function precompileTemplate(text: string, file: string, language: TemplateLanguage): string {
  return String(engine.precompile(parse(text, file, language), compileOptions))
}

function parse(text: string, file: string, language: TemplateLanguage): hbs.AST.Program {
  try {
    const ast = engine.parse(text)
    if (language === 'yaml') refuseBareValues(ast, file)
    else escapeValues(ast, language, [...quotingHelpers, ...escapingHelpers])
    return ast
  } catch (error) {
    if (error instanceof FleetError) throw error
    throw new FleetError(templateProblem(error, text, file, 'TEMPLATE_SYNTAX'), { cause: error })
  }
}

function refuseBareValues(ast: hbs.AST.Program, file: string): void {
  const visitor = new Handlebars.Visitor()
  const visit = visitor.MustacheStatement.bind(visitor)
  visitor.MustacheStatement = (statement: hbs.AST.MustacheStatement) => {
    const { path, loc } = statement
    const name = 'original' in path ? String(path.original) : ''
    if (!quotingHelpers.includes(name)) {
      throw new FleetError({
        code: 'TEMPLATE_BARE_VALUE',
        message: `{{${name}}} enters YAML without being quoted`,
        location: { file, line: loc.start.line, column: loc.start.column + 1 },
        hint: `Write {{yaml ${name}}}, or {{yamlBlock ${name}}} for a list or a mapping.`,
      })
    }
    visit(statement)
  }
  visitor.accept(ast)
}
