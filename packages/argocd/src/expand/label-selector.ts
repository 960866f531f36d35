import { listOf, objectOf, textOf, textsOf, type Json } from './json.ts'

type Labels = ReadonlyMap<string, string>
type Requirement = (labels: Labels) => boolean

/** A selector that cannot be: the message is that of Kubernetes. */
export class SelectorError extends Error {}

/**
 * A Kubernetes LabelSelector as a question to labels. Argo CD's selectors of parameters take any
 * values, those of clusters only values that labels can have.
 *
 * @throws SelectorError
 */
export function readLabelSelector(
  selector: Json | undefined,
  values: 'any values' | 'label values',
): (labels: Labels) => boolean {
  const { matchLabels, matchExpressions } = objectOf(selector)
  const requirements: Requirement[] = Object.entries(textsOf(matchLabels)).map(([key, value]) => {
    checkKey(key)
    checkValues(key, [value], values)
    return labels => labels.get(key) === value
  })
  for (const expression of listOf(matchExpressions)) {
    const { key, operator, values: given } = objectOf(expression)
    const texts = listOf(given).map(textOf)
    requirements.push(requirement(textOf(key), textOf(operator), texts))
    checkValues(textOf(key), texts, values)
  }
  return labels => requirements.every(matches => matches(labels))
}

function requirement(key: string, operator: string, values: readonly string[]): Requirement {
  if (!/^(?:In|NotIn|Exists|DoesNotExist)$/.test(operator)) {
    throw new SelectorError(`"${operator}" is not a valid pod selector operator`)
  }
  checkKey(key)
  const chosen = new Set(values)
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        throw new SelectorError(
          "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty",
        )
      }
      return operator === 'In'
        ? labels => chosen.has(labels.get(key) ?? '') && labels.has(key)
        : labels => !labels.has(key) || !chosen.has(labels.get(key) ?? '')
    default:
      if (values.length > 0) {
        throw new SelectorError(
          `values: Invalid value: ${JSON.stringify(values)}: values set must be empty for exists and does not exist`,
        )
      }
      return operator === 'Exists' ? labels => labels.has(key) : labels => !labels.has(key)
  }
}

const namePart = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/** Whether a text can be the key of a label: `[prefix/]name`. */
export function isQualifiedName(key: string): boolean {
  const parts = key.split('/')
  const name = parts.at(-1) ?? ''
  if (parts.length > 2 || name.length > 63 || !namePart.test(name)) return false
  const [prefix] = parts
  return parts.length === 1 || (prefix !== undefined && isSubdomain(prefix))
}

/** Whether a text is a DNS name, which names of Kubernetes' objects must be. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && subdomain.test(text)
}

/** What Kubernetes says of such a value. */
export const notLabelValue =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"

export function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= 63 && namePart.test(value))
}

function checkKey(key: string): void {
  if (isQualifiedName(key)) return
  throw new SelectorError(
    `key: Invalid value: ${JSON.stringify(key)}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
  )
}

function checkValues(
  key: string,
  values: readonly string[],
  kind: 'any values' | 'label values',
): void {
  if (kind === 'any values') return
  const wrong = values.find(value => !isLabelValue(value))
  if (wrong === undefined) return
  throw new SelectorError(
    `values[${values.indexOf(wrong)}][${key}]: Invalid value: ${JSON.stringify(wrong)}: ${wrong.length > 63 ? 'must be no more than 63 characters' : notLabelValue}`,
  )
}
