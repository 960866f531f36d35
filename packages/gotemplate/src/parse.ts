import { TemplateError } from './template-error.ts'
import { isKeyword, lex, type Token, type TokenType } from './lex.ts'
import {
  nodeText,
  type BranchNode,
  type CommandNode,
  type ListNode,
  type Node,
  type NumberNode,
  type Operand,
  type PipeNode,
} from './node.ts'
import { quoteGo, unquoteGo } from './quote.ts'

/** The trees of a template, by name: the main one and those it defines. */
export type TemplateSet = ReadonlyMap<string, ListNode>

/**
 * Reads a template as Go's text/template/parse does.
 *
 * @throws TemplateError with Go's words
 */
export function parse(
  name: string,
  source: string,
  hasFunction: (name: string) => boolean,
): TemplateSet {
  const trees = new Map<string, ListNode>()
  new Parser(name, lex(source), hasFunction, trees).parseMain()
  return trees
}

/** Go allows 10,000 parentheses and any number of blocks; the stack here is smaller. */
const maxDepth = 500

interface End {
  readonly kind: 'end' | 'else'
  readonly at: number
}

class Parser {
  readonly #name: string
  readonly #tokens: readonly Token[]
  readonly #hasFunction: (name: string) => boolean
  readonly #trees: Map<string, ListNode>
  #next = 0
  /** How far tokens were looked at: Go says the line of the last one. */
  #seen = 0
  #variables = ['$']
  #rangeDepth = 0
  #depth = 0
  #actionLine = 0

  constructor(
    name: string,
    tokens: readonly Token[],
    hasFunction: (name: string) => boolean,
    trees: Map<string, ListNode>,
  ) {
    this.#name = name
    this.#tokens = tokens
    this.#hasFunction = hasFunction
    this.#trees = trees
  }

  parseMain(): void {
    const nodes: Node[] = []
    while (this.#peek().type !== 'eof') {
      if (this.#peek().type === 'leftDelim') {
        const start = this.#next
        this.#take()
        if (this.#takeNonSpace().type === 'define') {
          this.#definition()
          continue
        }
        this.#next = start
      }
      const node = this.#textOrAction()
      if (isEnd(node)) this.#fail(`unexpected ${endText(node)}`)
      nodes.push(node)
    }
    this.#add(this.#name, { kind: 'list', at: 0, nodes })
  }

  #definition(): void {
    const context = 'define clause'
    const token = this.#takeNonSpace()
    if (token.type !== 'string' && token.type !== 'rawString') this.#unexpected(token, context)
    const name = this.#unquote(token)
    this.#expect('rightDelim', context)
    this.#add(
      name,
      this.#inOwnScope(() => this.#body(context)),
    )
  }

  /** A definition sees no variables and no loop of what is around it. */
  #inOwnScope<T>(action: () => T): T {
    const [variables, rangeDepth] = [this.#variables, this.#rangeDepth]
    this.#variables = ['$']
    this.#rangeDepth = 0
    const result = action()
    this.#variables = variables
    this.#rangeDepth = rangeDepth
    return result
  }

  #body(context: string): ListNode {
    const [list, end] = this.#itemList()
    if (end.kind !== 'end') this.#fail(`unexpected ${endText(end)} in ${context}`)
    return list
  }

  #add(name: string, list: ListNode): void {
    const existing = this.#trees.get(name)
    if (existing === undefined || isEmpty(existing)) this.#trees.set(name, list)
    else if (!isEmpty(list)) {
      this.#fail(`template: multiple definition of template ${quoteGo(name)}`)
    }
  }

  #itemList(): [ListNode, End] {
    const at = this.#peekNonSpace().at
    const nodes: Node[] = []
    while (this.#peekNonSpace().type !== 'eof') {
      const node = this.#textOrAction()
      if (isEnd(node)) return [{ kind: 'list', at, nodes }, node]
      nodes.push(node)
    }
    return this.#fail('unexpected EOF')
  }

  #textOrAction(): Node | End {
    const token = this.#takeNonSpace()
    switch (token.type) {
      case 'text':
        return { kind: 'text', at: token.at, text: token.text }
      case 'leftDelim': {
        this.#actionLine = token.line
        const node = this.#action()
        this.#actionLine = 0
        return node
      }
      default:
        return this.#unexpected(token, 'input')
    }
  }

  #action(): Node | End {
    const start = this.#next
    const token = this.#takeNonSpace()
    switch (token.type) {
      case 'block':
        return this.#block()
      case 'break':
      case 'continue': {
        const after = this.#takeNonSpace()
        if (after.type !== 'rightDelim') this.#unexpected(after, `{{${token.type}}}`)
        if (this.#rangeDepth === 0) this.#fail(`{{${token.type}}} outside {{range}}`)
        return { kind: token.type, at: token.at }
      }
      case 'else': {
        const after = this.#peekNonSpace()
        if (after.type !== 'if' && after.type !== 'with') this.#expect('rightDelim', 'else')
        return { kind: 'else', at: after.at }
      }
      case 'end':
        return { kind: 'end', at: this.#expect('rightDelim', 'end').at }
      case 'if':
      case 'with':
      case 'range':
        return this.#control(token.type)
      case 'template': {
        const named = this.#takeNonSpace()
        const name = this.#templateName(named, 'template clause')
        const mark = this.#next
        if (this.#takeNonSpace().type === 'rightDelim') {
          return { kind: 'template', at: named.at, name, pipe: undefined }
        }
        this.#next = mark
        const pipe = this.#pipeline('template clause', 'rightDelim')
        return { kind: 'template', at: named.at, name, pipe }
      }
      default:
        this.#next = start
        return {
          kind: 'action',
          at: this.#peekNonSpace().at,
          pipe: this.#pipeline('command', 'rightDelim'),
        }
    }
  }

  #block(): Node {
    const context = 'block clause'
    const token = this.#takeNonSpace()
    const name = this.#templateName(token, context)
    const pipe = this.#pipeline(context, 'rightDelim')
    this.#add(
      name,
      this.#inOwnScope(() => this.#body(context)),
    )
    return { kind: 'template', at: token.at, name, pipe }
  }

  #templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.#unexpected(token, context)
    return this.#unquote(token)
  }

  #control(kind: BranchNode['kind']): BranchNode {
    const scope = this.#variables.length
    this.#enter()
    const pipe = this.#pipeline(kind, 'rightDelim')
    if (kind === 'range') this.#rangeDepth++
    const [list, end] = this.#itemList()
    if (kind === 'range') this.#rangeDepth--
    let elseList: ListNode | undefined
    if (end.kind === 'else') {
      const after = this.#peek().type
      if ((kind === 'if' && after === 'if') || (kind === 'with' && after === 'with')) {
        this.#take()
        elseList = { kind: 'list', at: end.at, nodes: [this.#control(kind)] }
      } else {
        const [rest, last] = this.#itemList()
        if (last.kind !== 'end') this.#fail(`expected end; found ${endText(last)}`)
        elseList = rest
      }
    }
    this.#depth--
    this.#variables.length = scope
    return { kind, at: pipe.at, pipe, list, elseList }
  }

  #pipeline(context: string, end: TokenType): PipeNode {
    const at = this.#peekNonSpace().at
    const variables: string[] = []
    let isAssignment = false
    for (;;) {
      const token = this.#peekNonSpace()
      if (token.type !== 'variable') break
      const start = this.#next
      this.#takeNonSpace()
      const next = this.#peekNonSpace()
      if (next.type === 'assign' || next.type === 'declare') {
        isAssignment = next.type === 'assign'
        this.#takeNonSpace()
        variables.push(token.text)
        this.#variables.push(token.text)
        break
      }
      if (next.type !== 'char' || next.text !== ',') {
        this.#next = start
        break
      }
      this.#takeNonSpace()
      variables.push(token.text)
      this.#variables.push(token.text)
      if (context !== 'range' || variables.length >= 2) {
        this.#fail(`too many declarations in ${context}`)
      }
      const following = this.#peekNonSpace().type
      if (following !== 'variable' && following !== 'rightDelim' && following !== 'rightParen') {
        this.#fail('range can only initialize variables')
      }
    }
    const commands: CommandNode[] = []
    for (;;) {
      const token = this.#peekNonSpace()
      if (token.type === end) {
        this.#takeNonSpace()
        this.#checkPipeline(commands, context)
        return { kind: 'pipe', at, variables, isAssignment, commands }
      }
      if (!startsOperand.has(token.type)) {
        this.#takeNonSpace()
        this.#unexpected(token, context)
      }
      commands.push(this.#command())
    }
  }

  #checkPipeline(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.#fail(`missing value for ${context}`)
    commands.forEach(({ args: [first] }, i) => {
      if (i > 0 && first && /^(?:bool|dot|nil|number|string)$/.test(first.kind)) {
        this.#fail(`non executable command in pipeline stage ${i + 1}`)
      }
    })
  }

  #command(): CommandNode {
    const at = this.#peekNonSpace().at
    const args: Operand[] = []
    for (;;) {
      this.#peekNonSpace()
      const operand = this.#operand()
      if (operand) args.push(operand)
      const start = this.#next
      const token = this.#take()
      if (token.type === 'space') continue
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.#next = start
      else if (token.type !== 'pipe') this.#unexpected(token, 'operand')
      break
    }
    if (args.length === 0) this.#fail('empty command')
    return { kind: 'command', at, args }
  }

  #operand(): Operand | undefined {
    const node = this.#term()
    if (!node || this.#peek().type !== 'field') return node
    const at = this.#peek().at
    const fields: string[] = []
    while (this.#peek().type === 'field') fields.push(this.#take().text.slice(1))
    switch (node.kind) {
      case 'field':
        return { ...node, at, fields: [...node.fields, ...fields] }
      case 'variable':
        return { ...node, at, fields: [...node.fields, ...fields] }
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return this.#fail(`unexpected . after term ${quoteGo(nodeText(node))}`)
      default:
        return { kind: 'chain', at, of: node, fields }
    }
  }

  #term(): Operand | undefined {
    const start = this.#next
    const token = this.#takeNonSpace()
    const { at, text } = token
    switch (token.type) {
      case 'identifier':
        if (!this.#hasFunction(text)) this.#fail(`function ${quoteGo(text)} not defined`)
        return { kind: 'identifier', at, name: text }
      case 'dot':
      case 'nil':
        return { kind: token.type, at }
      case 'variable':
        if (!this.#variables.includes(text)) this.#fail(`undefined variable ${quoteGo(text)}`)
        return { kind: 'variable', at, name: text, fields: [] }
      case 'field':
        return { kind: 'field', at, fields: [text.slice(1)] }
      case 'bool':
        return { kind: 'bool', at, value: text === 'true' }
      case 'number':
      case 'charConstant':
      case 'complex':
        return this.#number(token)
      case 'leftParen': {
        this.#enter()
        const pipe = this.#pipeline('parenthesized pipeline', 'rightParen')
        this.#depth--
        return pipe
      }
      case 'string':
      case 'rawString':
        return { kind: 'string', at, value: this.#unquote(token), source: text }
      default:
        this.#next = start
        return undefined
    }
  }

  #number({ type, at, text }: Token): NumberNode {
    if (type === 'charConstant') {
      const character = unquoteGo(text)
      if (character === undefined || [...character].length !== 1) {
        return this.#fail(`malformed character constant: ${text}`)
      }
      const code = character.codePointAt(0) ?? 0
      return { kind: 'number', at, source: text, int: BigInt(code), float: code, isFloat: false }
    }
    const number = type === 'complex' ? undefined : readNumber(text)
    if (!number) return this.#fail(`illegal number syntax: ${quoteGo(text)}`)
    if (number.int !== undefined && !fitsInt(number.int))
      return this.#fail(`integer overflow: ${quoteGo(text)}`)
    return { kind: 'number', at, source: text, ...number }
  }

  #unquote(token: Token): string {
    return unquoteGo(token.text) ?? this.#fail('invalid syntax')
  }

  #enter(): void {
    if (this.#depth++ >= maxDepth) this.#fail('max expression depth exceeded')
  }

  #peek(): Token {
    const at = Math.min(this.#next, this.#tokens.length - 1)
    this.#seen = Math.max(this.#seen, at)
    return this.#tokens[at] ?? { type: 'eof', at: 0, text: 'EOF', line: 1 }
  }

  #take(): Token {
    const token = this.#peek()
    this.#next++
    return token
  }

  #peekNonSpace(): Token {
    while (this.#peek().type === 'space') this.#next++
    return this.#peek()
  }

  #takeNonSpace(): Token {
    this.#peekNonSpace()
    return this.#take()
  }

  #expect(type: TokenType, context: string): Token {
    const token = this.#takeNonSpace()
    if (token.type !== type) this.#unexpected(token, context)
    return token
  }

  #unexpected(token: Token, context: string): never {
    if (token.type !== 'error') return this.#fail(`unexpected ${tokenText(token)} in ${context}`)
    let extra = ''
    if (this.#actionLine !== 0 && this.#actionLine !== token.line) {
      extra = ` in action started at ${this.#name}:${this.#actionLine}`
      if (token.text.endsWith(' action')) extra = extra.slice(' in action'.length)
    }
    return this.#fail(token.text + extra)
  }

  #fail(message: string): never {
    const { line = 1 } = this.#tokens[this.#seen] ?? {}
    throw new TemplateError(`template: ${this.#name}:${line}: ${message}`, { line })
  }
}

const startsOperand: ReadonlySet<TokenType> = new Set([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
])

function isEnd(node: Node | End): node is End {
  return node.kind === 'end' || node.kind === 'else'
}

function endText({ kind }: End): string {
  return `{{${kind}}}`
}

function isEmpty(node: Node): boolean {
  if (node.kind === 'list') return node.nodes.every(isEmpty)
  return node.kind === 'text' && node.text.trim() === ''
}

function tokenText(token: Token): string {
  if (token.type === 'eof') return 'EOF'
  if (isKeyword(token)) return `<${token.text}>`
  const characters = [...token.text]
  return characters.length > 10
    ? `${quoteGo(characters.slice(0, 10).join(''))}...`
    : quoteGo(token.text)
}

/** A number in any of Go's notations. */
function readNumber(
  text: string,
): { int: bigint | undefined; float: number | undefined; isFloat: boolean } | undefined {
  const match = /^([-+]?)(.*)$/.exec(text)
  const sign = match?.[1] === '-' ? -1 : 1
  const body = match?.[2] ?? ''
  if (/__|_$|^_/.test(body) || (/_/.test(body) && !/^0|\d_\d/.test(body))) return undefined
  const digits = body.replaceAll('_', '')
  if (/^0[xX][0-9a-fA-F]*\.?[0-9a-fA-F]*[pP][-+]?\d+$/.test(digits)) {
    const [mantissa = '', power = '0'] = digits.slice(2).split(/p/i)
    const [whole = '', fraction = ''] = mantissa.split('.')
    const value =
      Number.parseInt(whole + fraction || '0', 16) * 2 ** (Number(power) - 4 * fraction.length)
    return { int: asInteger(sign * value), float: sign * value, isFloat: true }
  }
  const integer = /^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0[0-7]*|[1-9]\d*)$/.test(digits)
  if (integer) {
    const normal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.toLowerCase()
    const value = BigInt(normal) * BigInt(sign)
    return { int: value, float: Number(value), isFloat: false }
  }
  if (!/^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(digits)) return undefined
  const value = sign * Number(digits)
  if (!Number.isFinite(value)) return undefined
  return { int: asInteger(value), float: value, isFloat: true }
}

function asInteger(value: number): bigint | undefined {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value) : undefined
}

function fitsInt(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 64n
}
