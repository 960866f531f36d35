import { buildError } from './build-error.ts'
import type { Node } from './yaml/node.ts'

type Requirement = (labels: ReadonlyMap<string, string>) => boolean

/**
 * A Kubernetes label selector: `a=b, c!=d, e in (f, g), h, !i`. Empty selects everything. It is read
 * when it is needed first: a selector that nothing comes to is never found wrong.
 */
export function labelSelector(selector: string, at?: Node): Requirement {
  let parsed: Requirement | undefined
  return labels => (parsed ??= parseLabelSelector(selector, at))(labels)
}

function parseLabelSelector(selector: string, at: Node | undefined): Requirement {
  const requirements: Requirement[] = []
  const tokens = tokenize(selector)
  let position = 0
  const peek = () => tokens[position]
  const next = () => tokens[position++]
  while (position < tokens.length) {
    requirements.push(requirement())
    if (position >= tokens.length) break
    if (next() !== ',' || position >= tokens.length) throw failure(selector, at)
  }
  return labels => requirements.every(matches => matches(labels))

  function requirement(): Requirement {
    if (peek() === '!') {
      next()
      const key = word(next())
      return labels => !labels.has(key)
    }
    const key = word(next())
    const operator = peek()
    switch (operator) {
      case undefined:
      case ',':
        return labels => labels.has(key)
      case '=':
      case '==':
      case '!=': {
        next()
        const following = peek()
        const value = following === undefined || following === ',' ? '' : word(next())
        return operator === '!='
          ? labels => labels.get(key) !== value
          : labels => labels.get(key) === value
      }
      case '>':
      case '<': {
        next()
        const limit = Number(word(next()))
        if (!Number.isInteger(limit)) throw failure(selector, at)
        return labels => {
          const value = labels.get(key)
          if (value === undefined || !/^[-+]?\d+$/.test(value)) return false
          return operator === '>' ? Number(value) > limit : Number(value) < limit
        }
      }
      case 'in':
      case 'notin': {
        next()
        const values = list()
        return operator === 'in'
          ? labels => values.has(labels.get(key) ?? '') && labels.has(key)
          : labels => !labels.has(key) || !values.has(labels.get(key) ?? '')
      }
      default:
        throw failure(selector, at)
    }
  }

  function list(): Set<string> {
    if (next() !== '(') throw failure(selector, at)
    const values = new Set<string>()
    let expectsValue = true
    for (;;) {
      const token = next()
      if (token === ')') {
        if (expectsValue) values.add('')
        return values
      }
      if (token === ',') {
        if (expectsValue) values.add('')
        expectsValue = true
      } else if (expectsValue) {
        values.add(word(token))
        expectsValue = false
      } else throw failure(selector, at)
    }
  }

  function word(token: string | undefined): string {
    if (token === undefined || /^(?:[=!<>]+|[(),])$/.test(token)) throw failure(selector, at)
    return token
  }
}

function tokenize(selector: string): string[] {
  return selector.match(/==|!=|[=!<>(),]|[^\s=!<>(),]+/g) ?? []
}

function failure(selector: string, at: Node | undefined) {
  return buildError('KUSTOMIZE_FIELD', `"${selector}" is not a selector`, {
    at,
    hint: 'Write it as for kubectl: key=value, key!=value, key in (a, b), key, !key.',
  })
}
