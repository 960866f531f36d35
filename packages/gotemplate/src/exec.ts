import { builtins } from './builtins.ts'
import { sprint } from './format.ts'
import {
  reflectType,
  type BuiltinFunction,
  type FunctionMap,
  type Ref,
  type TemplateFunction,
} from './function.ts'
import {
  nodeText,
  type BranchNode,
  type CommandNode,
  type ListNode,
  type Node,
  type NumberNode,
  type Operand,
  type PipeNode,
  type TemplateNode,
} from './node.ts'
import type { TemplateSet } from './parse.ts'
import { quoteGo } from './quote.ts'
import type { Meter } from './meter.ts'
import { TemplateError, TemplateLimit } from './template-error.ts'
import {
  anyType,
  GoError,
  GoInt,
  GoMap,
  GoSlice,
  isIntType,
  isTrue,
  typeOf,
  zeroOf,
  type GoType,
  type GoValue,
} from './value.ts'

/** What a map gives for a key that it has not. */
export type MissingKey = 'invalid' | 'zero' | 'error'

export interface Execution {
  readonly name: string
  readonly source: string
  readonly trees: TemplateSet
  readonly functions: FunctionMap
  readonly missingKey: MissingKey
  readonly meter: Meter
}

/** Templates call each other no deeper. Go allows more; the stack here is smaller. */
const maxDepth = 200

/** Functions that look no deeper into what they are given. The arguments of all others are walked. */
const shallow: ReadonlySet<string> = new Set(
  (
    'and or not len index slice default empty coalesce ternary ' +
    'get set unset hasKey keys values pick omit pluck dig ' +
    'list tuple append push prepend concat first last rest initial ' +
    'mustAppend mustPush mustPrepend mustFirst mustLast mustRest mustInitial ' +
    'mustSlice chunk mustChunk reverse mustReverse compact mustCompact ' +
    'kindOf kindIs typeOf typeIs typeIsLike all any'
  ).split(' '),
)

/**
 * Carries out a template on a value.
 *
 * @throws TemplateError, NotDeterministic, TemplateLimit, FleetError `LIMIT_EXCEEDED`
 */
export function execute(execution: Execution, data: GoValue): string {
  const root = execution.trees.get(execution.name)
  return root ? new Executor(execution, concrete(data)).run(root) : ''
}

/** How a node ended: `break` and `continue` leave the nodes around them up to their loop. */
type Outcome = 'done' | 'break' | 'continue'

interface Variable {
  readonly name: string
  value: Ref
}

type Located = Node | PipeNode | CommandNode | Operand

/** Says that nothing comes through the pipeline; a value of Go's own in `final`. */
const nothing = Symbol('nothing')
type Final = Ref | typeof nothing

class Executor {
  readonly #execution: Execution
  readonly #meter: Meter
  readonly #output: string[] = []
  #length = 0
  #depth = 0
  #variables: Variable[]
  #node: Located | undefined

  constructor(execution: Execution, data: Ref) {
    this.#execution = execution
    this.#meter = execution.meter
    this.#variables = [{ name: '$', value: data }]
  }

  run(root: ListNode): string {
    this.#walk(this.#variables[0]?.value, root)
    return this.#output.join('')
  }

  #walk(dot: Ref, node: Node): Outcome {
    this.#node = node
    this.#meter.step()
    switch (node.kind) {
      case 'action': {
        const value = this.#pipeline(dot, node.pipe)
        if (node.pipe.variables.length === 0) this.#print(value)
        return 'done'
      }
      case 'text':
        this.#write(node.text)
        return 'done'
      case 'list':
        for (const child of node.nodes) {
          const outcome = this.#walk(dot, child)
          if (outcome !== 'done') return outcome
        }
        return 'done'
      case 'if':
      case 'with':
        return this.#scoped(() => this.#branch(dot, node))
      case 'range':
        return this.#scoped(() => this.#range(dot, node))
      case 'break':
      case 'continue':
        return node.kind
      case 'template':
        this.#template(dot, node)
        return 'done'
      default:
        return node satisfies never
    }
  }

  #branch(dot: Ref, node: BranchNode): Outcome {
    const value = this.#pipeline(dot, node.pipe)
    if (value && isTrue(value.value)) {
      return this.#walk(node.kind === 'with' ? value : dot, node.list)
    }
    return node.elseList ? this.#walk(dot, node.elseList) : 'done'
  }

  #range(dot: Ref, node: BranchNode): Outcome {
    const { pipe, list, elseList } = node
    const value = this.#pipeline(dot, pipe)?.value ?? null
    let isEmpty = true
    for (const [index, element] of this.#elements(value, pipe)) {
      isEmpty = false
      this.#meter.step()
      this.#setLoopVariables(pipe, index, element)
      const outcome = this.#scoped(() => this.#walk(element, list))
      if (outcome === 'break') return 'done'
    }
    return isEmpty && elseList ? this.#walk(dot, elseList) : 'done'
  }

  *#elements(value: GoValue, pipe: PipeNode): Generator<readonly [Ref, Ref]> {
    if (value === null) return
    this.#meter.touch(value)
    if (value instanceof GoInt) {
      if (pipe.variables.length > 1) {
        this.#fail(`can't use ${sprint(value)} to iterate over more than one variable`)
      }
      for (let i = 0n; i < value.value; i++) yield [undefined, concrete(new GoInt(i, value.type))]
    } else if (value instanceof GoSlice) {
      for (const [i, item] of value.items.entries()) {
        yield [concrete(new GoInt(i)), elementOf(value.element, item)]
      }
    } else if (value instanceof GoMap) {
      for (const [key, item] of value.sorted())
        yield [concrete(key), elementOf(value.element, item)]
    } else {
      this.#fail(`range can't iterate over ${sprint(value)}`)
    }
  }

  /** With one variable it is the element, with two the first is the index. */
  #setLoopVariables({ variables, isAssignment }: PipeNode, index: Ref, element: Ref): void {
    const [first, second] = variables
    if (first === undefined) return
    if (isAssignment) {
      if (second === undefined) this.#assign(first, element)
      else {
        this.#assign(first, index)
        this.#assign(second, element)
      }
      return
    }
    const last = this.#variables.at(-1)
    if (last) last.value = element
    const before = this.#variables.at(-2)
    if (second !== undefined && before) before.value = index
  }

  #template(dot: Ref, node: TemplateNode): void {
    const tree = this.#execution.trees.get(node.name)
    if (!tree) this.#fail(`template ${quoteGo(node.name)} not defined`)
    if (this.#depth >= maxDepth) {
      throw new TemplateLimit(`templates call each other more than ${maxDepth} deep`)
    }
    const data = node.pipe ? this.#pipeline(dot, node.pipe) : undefined
    const outer = this.#variables
    this.#variables = [{ name: '$', value: data }]
    this.#depth++
    this.#walk(data, tree)
    this.#depth--
    this.#variables = outer
  }

  #scoped(action: () => Outcome): Outcome {
    const mark = this.#variables.length
    const outcome = action()
    this.#variables.length = mark
    return outcome
  }

  #pipeline(dot: Ref, pipe: PipeNode): Ref {
    this.#node = pipe
    let value: Final = nothing
    for (const command of pipe.commands) value = outOfInterface(this.#command(dot, command, value))
    const result = value === nothing ? undefined : value
    for (const name of pipe.variables) {
      if (pipe.isAssignment) this.#assign(name, result)
      else this.#variables.push({ name, value: result })
    }
    return result
  }

  #command(dot: Ref, command: CommandNode, final: Final): Ref {
    this.#meter.step()
    const [first, ...rest] = command.args
    if (!first) return undefined
    switch (first.kind) {
      case 'field':
        this.#node = first
        return this.#fields(dot, first.fields, rest, final)
      case 'chain':
        return this.#chain(dot, first, rest, final)
      case 'identifier':
        return this.#function(dot, first, command, rest, final)
      case 'pipe':
        this.#refuseArguments(first, rest, final)
        return this.#pipeline(dot, first)
      case 'variable':
        return this.#variable(first, rest, final)
      default:
        break
    }
    this.#node = first
    this.#refuseArguments(first, rest, final)
    switch (first.kind) {
      case 'dot':
        return dot
      case 'nil':
        return this.#fail('nil is not a command')
      case 'bool':
      case 'string':
        return concrete(first.value)
      case 'number':
        return this.#constant(first)
      default:
        return first satisfies never
    }
  }

  #refuseArguments(node: Operand, args: readonly Operand[], final: Final): void {
    if (args.length > 0 || final !== nothing) {
      this.#fail(`can't give argument to non-function ${nodeText(node)}`)
    }
  }

  #constant(node: NumberNode): Ref {
    this.#node = node
    if (node.isFloat && node.float !== undefined) return concrete(node.float)
    if (node.int !== undefined && BigInt.asIntN(64, node.int) === node.int) {
      return concrete(new GoInt(node.int))
    }
    return this.#fail(`${node.source} overflows int`)
  }

  #chain(dot: Ref, node: Operand & { kind: 'chain' }, args: readonly Operand[], final: Final): Ref {
    this.#node = node
    if (node.of.kind === 'nil') {
      this.#fail(`indirection through explicit nil in ${nodeText(node)}`)
    }
    const receiver = this.#argument(dot, undefined, node.of)
    // A fault is said to be in what was looked at last, within the parentheses.
    return this.#fields(receiver, node.fields, args, final)
  }

  #variable(node: Operand & { kind: 'variable' }, args: readonly Operand[], final: Final): Ref {
    this.#node = node
    const found = this.#variables.findLast(({ name }) => name === node.name)
    if (!found) this.#fail(`undefined variable: ${node.name}`)
    if (node.fields.length === 0) {
      this.#refuseArguments(node, args, final)
      return found.value
    }
    return this.#fields(found.value, node.fields, args, final)
  }

  #fields(receiver: Ref, fields: readonly string[], args: readonly Operand[], final: Final): Ref {
    let value = receiver
    for (const [i, field] of fields.entries()) {
      const isLast = i === fields.length - 1
      value = this.#field(value, field, isLast && (args.length > 0 || final !== nothing))
    }
    return value
  }

  #field(receiver: Ref, name: string, hasArguments: boolean): Ref {
    if (!receiver) {
      if (this.#execution.missingKey === 'error') {
        this.#fail(`nil data; no entry for key ${quoteGo(name)}`)
      }
      return undefined
    }
    const { value } = receiver
    const type = receiver.isInterface ? anyType : typeOf(value)
    if (value === null) return this.#fail(`nil pointer evaluating ${type}.${name}`)
    if (value instanceof GoMap) {
      if (hasArguments) this.#fail(`${name} is not a method but has arguments`)
      const found = value.entries.get(name)
      if (found !== undefined) return elementOf(value.element, found)
      switch (this.#execution.missingKey) {
        case 'invalid':
          return undefined
        case 'zero':
          return elementOf(value.element, zeroOf(value.element))
        case 'error':
          return this.#fail(`map has no entry for key ${quoteGo(name)}`)
        default:
          return this.#execution.missingKey satisfies never
      }
    }
    if (typeof value === 'object' && 'member' in value) {
      const member = value.member(name)
      if (member !== undefined) return concrete(member)
    }
    return this.#fail(`can't evaluate field ${name} in type ${type}`)
  }

  #function(
    dot: Ref,
    node: Operand & { kind: 'identifier' },
    command: Located,
    args: readonly Operand[],
    final: Final,
  ): Ref {
    this.#node = node
    const { name } = node
    const own = Object.hasOwn(this.#execution.functions, name)
      ? this.#execution.functions[name]
      : undefined
    const target = own ?? (Object.hasOwn(builtins, name) ? builtins[name] : undefined)
    if (!target) return this.#fail(`${quoteGo(name)} is not a defined function`)
    this.#checkCount(name, target, args.length, final !== nothing)
    if (!own && (name === 'and' || name === 'or')) return this.#shortCircuit(dot, name, args, final)

    const values = args.map((arg, i) => this.#argument(dot, parameterType(target, i), arg))
    if (final !== nothing) {
      values.push(this.#convert(final, parameterType(target, values.length) ?? anyType))
    }
    return this.#call(name, target, values, command, args)
  }

  #call(
    name: string,
    target: TemplateFunction | BuiltinFunction,
    values: readonly Ref[],
    command: Located,
    args: readonly Operand[],
  ): Ref {
    this.#weigh(name, values)
    try {
      if ('callRefs' in target) {
        const [first] = args
        // Its message names what was to be called.
        const callee = concrete(first ? nodeText(first) : shown(values[0]))
        const result = target.callRefs(name === 'call' ? [callee, ...values] : values, this.#meter)
        if (result) this.#meter.touch(result.value)
        return result
      }
      const result = target.call(
        values.map(ref => ref?.value ?? null),
        this.#meter,
      )
      this.#meter.touch(result)
      return { value: result, isInterface: result === null }
    } catch (error) {
      if (!(error instanceof GoError)) throw error
      this.#node = command
      return this.#fail(`error calling ${name}: ${error.message}`, error)
    }
  }

  #weigh(name: string, values: readonly Ref[]): void {
    if (!shallow.has(name)) this.#meter.walk(values.map(ref => ref?.value ?? null))
    else for (const ref of values) if (ref) this.#meter.touch(ref.value)
  }

  #checkCount(
    name: string,
    { parameters, rest }: TemplateFunction | BuiltinFunction,
    given: number,
    hasFinal: boolean,
  ): void {
    const count = given + (hasFinal ? 1 : 0)
    if (rest !== undefined) {
      if (count < parameters.length) {
        this.#fail(
          `wrong number of args for ${name}: want at least ${parameters.length} got ${given}`,
        )
      }
    } else if (count !== parameters.length) {
      this.#fail(`wrong number of args for ${name}: want ${parameters.length} got ${count}`)
    }
  }

  /** `and` and `or` evaluate no further than they must. */
  #shortCircuit(dot: Ref, name: 'and' | 'or', args: readonly Operand[], final: Final): Ref {
    let value: Ref
    for (const arg of args) {
      value = this.#argument(dot, reflectType, arg)
      if (isTrue(value?.value ?? null) === (name === 'or')) return value
    }
    return final === nothing ? value : final
  }

  /** One argument, as the type that the parameter asks for; none asks for nothing. */
  #argument(dot: Ref, type: GoType | undefined, node: Operand): Ref {
    this.#node = node
    this.#meter.step()
    switch (node.kind) {
      case 'dot':
        return this.#convert(dot, type)
      case 'nil':
        if (type === undefined || canBeNil(type)) {
          return type === reflectType || type === undefined
            ? undefined
            : { value: zeroOf(type), isInterface: type === anyType }
        }
        return this.#fail(`cannot assign nil to ${type}`)
      case 'field':
        return this.#convert(this.#fields(dot, node.fields, [], nothing), type)
      case 'variable':
        return this.#convert(this.#variable(node, [], nothing), type)
      case 'pipe':
        return this.#convert(this.#pipeline(dot, node), type)
      case 'identifier':
        return this.#convert(this.#function(dot, node, node, [], nothing), type)
      case 'chain':
        return this.#convert(this.#chain(dot, node, [], nothing), type)
      default:
        break
    }
    const wanted = type ?? anyType
    if (wanted === anyType || wanted === reflectType) {
      return node.kind === 'number' ? this.#constant(node) : concrete(node.value)
    }
    if (wanted === 'string') {
      if (node.kind === 'string') return concrete(node.value)
      return this.#fail(`expected string; found ${nodeText(node)}`)
    }
    if (wanted === 'bool') {
      if (node.kind === 'bool') return concrete(node.value)
      return this.#fail(`expected bool; found ${nodeText(node)}`)
    }
    if (wanted === 'float64') {
      if (node.kind === 'number' && node.float !== undefined) return concrete(node.float)
      return this.#fail(`expected float; found ${nodeText(node)}`)
    }
    if (isIntType(wanted)) {
      if (node.kind === 'number' && node.int !== undefined) {
        return concrete(new GoInt(node.int, wanted))
      }
      return this.#fail(`expected integer; found ${nodeText(node)}`)
    }
    return this.#fail(`can't handle ${nodeText(node)} for arg of type ${wanted}`)
  }

  /** Makes sure that a value is of a type. */
  #convert(ref: Ref, type: GoType | undefined): Ref {
    if (type === undefined || type === reflectType) return ref
    if (!ref) {
      if (canBeNil(type)) return { value: zeroOf(type), isInterface: type === anyType }
      return this.#fail(`invalid value; expected ${type}`)
    }
    if (type === anyType || (ref.value !== null && typeOf(ref.value) === type)) return ref
    const given = ref.value === null ? anyType : typeOf(ref.value)
    return this.#fail(`wrong type for value; expected ${type}; got ${given}`)
  }

  #assign(name: string, value: Ref): void {
    const found = this.#variables.findLast(variable => variable.name === name)
    if (!found) this.#fail(`undefined variable: ${name}`)
    found.value = value
  }

  #print(value: Ref): void {
    if (value) this.#meter.walk([value.value])
    this.#write(value ? sprint(value.value) : '<no value>')
  }

  #write(text: string): void {
    this.#length += text.length
    this.#meter.write(this.#length)
    this.#output.push(text)
  }

  #fail(message: string, cause?: unknown): never {
    const { name, source } = this.#execution
    const node = this.#node
    const before = source.slice(0, node?.at ?? 0)
    const line = before.split('\n').length
    const column = Buffer.byteLength(before.slice(before.lastIndexOf('\n') + 1))
    const context = node ? nodeText(node) : ''
    throw new TemplateError(
      `template: ${name}:${line}:${column}: executing ${quoteGo(name)} at <${context}>: ${message}`,
      { line, cause },
    )
  }
}

function concrete(value: GoValue): Ref {
  return value === null ? undefined : { value, isInterface: false }
}

/** A value as reflection names it. */
function shown(ref: Ref): string {
  const value = ref?.value ?? null
  if (typeof value === 'string') return value
  return value === null ? '<invalid Value>' : `<${typeOf(value)} Value>`
}

function elementOf(type: GoType, value: GoValue): Ref {
  return { value, isInterface: type === anyType }
}

/** What is inside an interface; nothing when it is nil. */
function outOfInterface(ref: Ref): Ref {
  if (!ref || ref.value === null) return undefined
  return ref.isInterface ? { value: ref.value, isInterface: false } : ref
}

function parameterType(
  { parameters, rest }: TemplateFunction | BuiltinFunction,
  index: number,
): GoType | undefined {
  return parameters[index] ?? rest
}

function canBeNil(type: GoType): boolean {
  return type === anyType || type === reflectType || /^(?:map|\[\])/.test(type)
}
