import {
  GoError,
  GoInt,
  GoMap,
  GoSlice,
  goValue,
  sprigFunctions,
  toJson,
  typeOf,
  type FunctionMap,
  type GoValue,
} from '@bulkhead/gotemplate'
import { readKubernetesYaml, writeKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'

/**
 * A text as part of a name: lower case, `-` for what a DNS name cannot have, at most 253 bytes,
 * neither `-` nor `.` at the ends. Argo CD's SanitizeName.
 */
export function sanitizeName(name: string): string {
  return Array.from(name.toLowerCase(), c => (/[-a-z0-9.]/.test(c) ? c : '-'))
    .join('')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '')
}

/**
 * A text as a slug of at most `longest` characters, by gosimple/slug. `truncatesSmartly` cuts at a
 * dash where there is one.
 */
export function slugify(longest: number, truncatesSmartly: boolean, name: string): string {
  let slug = sanitizeName(name)
  if (!truncatesSmartly && slug.length >= longest) {
    if (longest < 0) throw new GoError(`runtime error: slice bounds out of range [:${longest}]`)
    slug = slug.slice(0, longest)
  }
  slug = slug
    .replace(/[^a-zA-Z0-9\-_]/g, '-')
    .replace(/-+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
  if (longest <= 0 || !truncatesSmartly || slug.length <= longest) return slug
  const dash = slug.lastIndexOf('-', longest)
  return slug.slice(0, dash >= 0 ? dash : longest)
}

/** What templates of an ApplicationSet can call besides the functions of the language. */
export const argoFunctions: FunctionMap = {
  ...sprigFunctions,
  normalize: { parameters: ['string'], call: ([name]) => sanitizeName(String(name)) },
  slugify: { parameters: [], rest: 'interface {}', call: slugifyArguments },
  toYaml: {
    parameters: ['interface {}'],
    call: ([value = null]) =>
      writeKubernetesYaml(JSON.parse(toJson(value, { escapesHtml: false }))).replace(/\n$/, ''),
  },
  fromYaml: {
    parameters: ['string'],
    call: ([text]) => {
      const value = readYaml(text)
      if (value === null) return new GoMap()
      if (value instanceof GoMap) return value
      throw cannotDecode(value, 'map[string]interface {}')
    },
  },
  fromYamlArray: {
    parameters: ['string'],
    call: ([text]) => {
      const value = readYaml(text)
      if (value === null) return new GoSlice([])
      if (value instanceof GoSlice) return value
      throw cannotDecode(value, '[]interface {}')
    },
  },
}

/** `slugify [LONGEST [SMART]] NAME`; other types panic. */
function slugifyArguments(args: readonly GoValue[]): GoValue {
  const name = args.at(-1)
  const longest = args.length > 1 ? args[0] : new GoInt(50)
  const smart = args.length > 2 ? args[1] : true
  if (name === undefined) return ''
  if (!(longest instanceof GoInt) || longest.type !== 'int') throw notA('int', longest)
  if (typeof smart !== 'boolean') throw notA('bool', smart)
  if (typeof name !== 'string') throw notA('string', name)
  return slugify(longest.toNumber(), smart, name)
}

function notA(wanted: string, given: GoValue | undefined): GoError {
  const type = given === null || given === undefined ? 'nil' : typeOf(given)
  return new GoError(`interface conversion: interface {} is ${type}, not ${wanted}`)
}

function readYaml(text: GoValue | undefined): GoValue {
  try {
    return goValue(readKubernetesYaml(String(text)))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new GoError(`error converting YAML to JSON: yaml: ${error.message}`)
  }
}

/** The words of encoding/json for a value of the wrong kind. */
export function cannotDecode(value: GoValue, target: string): GoError {
  return new GoError(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(value)} into Go value of type ${target}`,
  )
}

export function jsonKind(value: GoValue): string {
  if (value instanceof GoMap) return 'object'
  if (value instanceof GoSlice) return 'array'
  return typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'number'
}
