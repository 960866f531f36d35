import { Budget, FleetError } from '@bulkhead/diagnostics'
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
export function compileTemplate(
  text: string,
  file: string,
  language: TemplateLanguage,
  budget: Budget = new Budget(),
): Render {
  budget.hold('pack-template', text.length, { file, line: 1, column: 1 })
  const render = engine.compile(parse(text, file, language), compileOptions)
  return located(render, text, file, budget)
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
  refuseDeep(text, file)
  try {
    const ast = engine.parse(text)
    refusePartials(ast, file)
    if (language === 'yaml') refuseBareValues(ast, file)
    else escapeValues(ast, language, [...quotingHelpers, ...escapingHelpers])
    return ast
  } catch (error) {
    if (error instanceof FleetError) throw error
    throw new FleetError(templateProblem(error, text, file, 'TEMPLATE_SYNTAX'), { cause: error })
  }
}

/** The parser takes long over blocks within blocks, of which no template has many. */
function refuseDeep(text: string, file: string): void {
  let depth = 0
  for (const { 1: mark, index } of text.matchAll(/\{\{\{?\{?~?([#^/])/g)) {
    depth += mark === '/' ? -1 : 1
    if (depth <= deepestBlock) continue
    throw new FleetError({
      code: 'TEMPLATE_SYNTAX',
      message: `blocks are nested more than ${deepestBlock} deep`,
      location: { file, line: text.slice(0, index).split('\n').length, column: 1 },
      hint: 'Close blocks, or make several templates of one.',
    })
  }
}

const deepestBlock = 50

/** A partial could include itself, and there are no others than inline ones. */
function refusePartials(ast: hbs.AST.Program, file: string): void {
  const visitor = new Handlebars.Visitor()
  const refuse = ({ loc }: hbs.AST.Node) => {
    throw new FleetError({
      code: 'TEMPLATE_SYNTAX',
      message: 'there are no partials and no decorators',
      location: { file, line: loc.start.line, column: loc.start.column + 1 },
      hint: 'Write out what it stands for.',
    })
  }
  visitor.PartialStatement = refuse
  visitor.PartialBlockStatement = refuse
  visitor.Decorator = refuse
  visitor.DecoratorBlock = refuse
  visitor.PathExpression = path => {
    if (path.data && !dataNames.has(path.parts[0] ?? '')) {
      throw new FleetError({
        code: 'TEMPLATE_SYNTAX',
        message: `there is no ${path.original}`,
        location: { file, line: path.loc.start.line, column: path.loc.start.column + 1 },
        hint: `There are ${[...dataNames].map(name => `@${name}`).join(', ')}.`,
      })
    }
  }
  visitor.accept(ast)
}

/** What Handlebars says of a loop, and the view as it is outside of all blocks. */
const dataNames: ReadonlySet<string> = new Set(['index', 'key', 'first', 'last', 'root'])

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
