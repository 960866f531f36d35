/* The tree of a template. Positions are those of the characters where nodes begin. */

export interface ListNode {
  readonly kind: 'list'
  readonly at: number
  readonly nodes: readonly Node[]
}

export interface TextNode {
  readonly kind: 'text'
  readonly at: number
  readonly text: string
}

export interface ActionNode {
  readonly kind: 'action'
  readonly at: number
  readonly pipe: PipeNode
}

/** `if`, `with` and `range` share their form. */
export interface BranchNode {
  readonly kind: 'if' | 'with' | 'range'
  readonly at: number
  readonly pipe: PipeNode
  readonly list: ListNode
  readonly elseList: ListNode | undefined
}

export interface JumpNode {
  readonly kind: 'break' | 'continue'
  readonly at: number
}

export interface TemplateNode {
  readonly kind: 'template'
  readonly at: number
  readonly name: string
  readonly pipe: PipeNode | undefined
}

export type Node = ListNode | TextNode | ActionNode | BranchNode | JumpNode | TemplateNode

export interface PipeNode {
  readonly kind: 'pipe'
  readonly at: number
  /** Names, with their `$`, that the result is given to. */
  readonly variables: readonly string[]
  readonly isAssignment: boolean
  readonly commands: readonly CommandNode[]
}

export interface CommandNode {
  readonly kind: 'command'
  readonly at: number
  readonly args: readonly Operand[]
}

export type Operand =
  | { readonly kind: 'dot' | 'nil'; readonly at: number }
  | { readonly kind: 'bool'; readonly at: number; readonly value: boolean }
  | {
      readonly kind: 'string'
      readonly at: number
      readonly value: string
      readonly source: string
    }
  | NumberNode
  | { readonly kind: 'identifier'; readonly at: number; readonly name: string }
  /** `.a.b` */
  | FieldNode
  /** `$x.a.b` */
  | VariableNode
  /** `(pipeline).a.b` */
  | ChainNode
  | PipeNode

export interface FieldNode {
  readonly kind: 'field'
  readonly at: number
  readonly fields: readonly string[]
}

export interface VariableNode {
  readonly kind: 'variable'
  readonly at: number
  readonly name: string
  readonly fields: readonly string[]
}

export interface ChainNode {
  readonly kind: 'chain'
  readonly at: number
  readonly of: Operand
  readonly fields: readonly string[]
}

/** A number can be of more than one type; the place where it is used decides. */
export interface NumberNode {
  readonly kind: 'number'
  readonly at: number
  readonly source: string
  readonly int: bigint | undefined
  readonly float: number | undefined
  /** Whether it is written as a float and so is one where any type will do. */
  readonly isFloat: boolean
}

/** A node as Go writes it in its messages. */
export function nodeText(node: Node | PipeNode | CommandNode | Operand): string {
  switch (node.kind) {
    case 'list':
      return node.nodes.map(nodeText).join('')
    case 'text':
      return node.text
    case 'action':
      return `{{${nodeText(node.pipe)}}}`
    case 'if':
    case 'with':
    case 'range': {
      const head = `{{${node.kind} ${nodeText(node.pipe)}}}${nodeText(node.list)}`
      return `${head}${node.elseList ? `{{else}}${nodeText(node.elseList)}` : ''}{{end}}`
    }
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`
    case 'template':
      return `{{template ${JSON.stringify(node.name)}${node.pipe ? ` ${nodeText(node.pipe)}` : ''}}}`
    case 'pipe': {
      const names = node.variables.join(', ')
      const head = names === '' ? '' : `${names} ${node.isAssignment ? '=' : ':='} `
      return head + node.commands.map(nodeText).join(' | ')
    }
    case 'command':
      return node.args
        .map(arg => (arg.kind === 'pipe' ? `(${nodeText(arg)})` : nodeText(arg)))
        .join(' ')
    case 'dot':
      return '.'
    case 'nil':
      return 'nil'
    case 'bool':
      return String(node.value)
    case 'string':
    case 'number':
      return node.source
    case 'identifier':
      return node.name
    case 'field':
      return node.fields.map(field => `.${field}`).join('')
    case 'variable':
      return [node.name, ...node.fields].join('.')
    case 'chain': {
      const inner = node.of.kind === 'pipe' ? `(${nodeText(node.of)})` : nodeText(node.of)
      return inner + node.fields.map(field => `.${field}`).join('')
    }
    default:
      return node satisfies never
  }
}
