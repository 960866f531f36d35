import { createHash } from 'node:crypto'
import type { FunctionMap } from '../function.ts'
import { bytesOf, GoError, GoMap, kindOf, textOf } from '../value.ts'
import { trimEnd } from './characters.ts'
import { define, refuseLarge } from './define.ts'
import { fromJson, toJson } from './json.ts'

const json = define('any', a => quietly(() => toJson(a.any(0), { escapesHtml: true })))
const pretty = (mustSucceed: boolean) =>
  define('any', a => {
    const write = () => toJson(a.any(0), { escapesHtml: true, indent: '  ' })
    return mustSucceed ? write() : quietly(write)
  })
const raw = define('any', a => toJson(a.any(0), { escapesHtml: false }))

export const encodingFunctions: FunctionMap = {
  toJson: json,
  mustToJson: define('any', a => toJson(a.any(0), { escapesHtml: true })),
  toPrettyJson: pretty(false),
  mustToPrettyJson: pretty(true),
  toRawJson: raw,
  mustToRawJson: raw,
  fromJson: define('string', a => {
    try {
      return fromJson(a.text(0))
    } catch (error) {
      if (error instanceof GoError) return null
      throw error
    }
  }),
  mustFromJson: define('string', a => fromJson(a.text(0))),
  b64enc: define('string', a => Buffer.from(a.text(0)).toString('base64')),
  b64dec: define('string', a => decodeBase64(a.text(0))),
  b32enc: define('string', a => encodeBase32(bytesOf(a.text(0)))),
  b32dec: define('string', a => decodeBase32(a.text(0))),
  sha1sum: define('string', a => hash('sha1', a.text(0))),
  sha256sum: define('string', a => hash('sha256', a.text(0))),
  sha512sum: define('string', a => hash('sha512', a.text(0))),
  adler32sum: define('string', a => String(adler32(bytesOf(a.text(0))))),
  urlParse: define('string', a => parseUrl(a.text(0))),
  urlJoin: define('map', a => joinUrl(a.map(0))),
}

function quietly(write: () => string): string {
  try {
    return write()
  } catch (error) {
    if (error instanceof GoError) return ''
    throw error
  }
}

function hash(algorithm: 'sha1' | 'sha256' | 'sha512', text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return b * 65536 + a
}

/** A wrong text gives the message of the error, and not an error. Line breaks do not count. */
function decodeBase64(text: string): string {
  const plain = text.replace(/[\r\n]/g, '')
  const match = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?/.exec(plain)
  const good = match?.[0].length ?? 0
  if (good === plain.length) return textOf(Buffer.from(plain, 'base64'))
  const wrong = plain.slice(good).search(/[^A-Za-z0-9+/]/)
  let at = -1
  for (let left = wrong < 0 ? good : good + wrong; left >= 0; left--) {
    do at++
    while (/[\r\n]/.test(text[at] ?? ''))
  }
  return `illegal base64 data at input byte ${at}`
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function encodeBase32(bytes: Uint8Array): string {
  refuseLarge(bytes.length * 8)
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  const text = groups.map(group => base32[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=')
}

function decodeBase32(text: string): string {
  const plain = text.replace(/[\r\n]/g, '')
  const body = trimEnd(plain, c => c === '=')
  const wrong = body.search(/[^A-Z2-7]/)
  if (wrong >= 0 || plain.length % 8 !== 0) {
    return `illegal base32 data at input byte ${wrong >= 0 ? wrong : plain.length}`
  }
  refuseLarge(body.length * 5)
  let bits = ''
  for (const c of body) bits += base32.indexOf(c).toString(2).padStart(5, '0')
  const bytes = (bits.match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2))
  return textOf(Uint8Array.from(bytes))
}

/** RFC 3986's parts, as net/url names them. */
function parseUrl(text: string): GoMap {
  // oxlint-disable-next-line no-control-regex
  if (/[\x00-\x1f\x7f]/.test(text)) {
    throw new GoError(
      `unable to parse url: parse ${JSON.stringify(text)}: net/url: invalid control character in URL`,
    )
  }
  const match =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^/?#]*)@)?([^/?#@]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(
      text,
    )
  const [, scheme = '', userinfo = '', host = '', path = '', query = '', fragment = ''] =
    match ?? []
  if (scheme === '' && host === '' && /^[^/]*:/.test(path)) {
    const fault = path.startsWith(':')
      ? 'missing protocol scheme'
      : 'first path segment in URL cannot contain colon'
    throw new GoError(`unable to parse url: parse ${JSON.stringify(text)}: ${fault}`)
  }
  const isOpaque = scheme !== '' && host === '' && path !== '' && !path.startsWith('/')
  return new GoMap([
    ['scheme', scheme.toLowerCase()],
    ['host', host],
    [
      'hostname',
      host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d*$/, ''),
    ],
    ['path', isOpaque ? '' : unescape(path)],
    ['query', query],
    ['opaque', isOpaque ? path : ''],
    ['fragment', unescape(fragment)],
    ['userinfo', userinfo],
  ])
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new GoError(`unable to parse url: parse ${JSON.stringify(text)}: invalid URL escape`)
  }
}

function joinUrl(parts: GoMap): string {
  const part = (name: string): string => {
    const value = parts.entries.get(name)
    if (value === undefined) return ''
    if (typeof value === 'string') return value
    throw new GoError(
      `unable to parse ${name} key, must be of type string, but ${kindOf(value)} found`,
    )
  }
  const [scheme, opaque, host, userinfo] = [
    part('scheme'),
    part('opaque'),
    part('host'),
    part('userinfo'),
  ]
  let url = scheme === '' ? '' : `${scheme}:`
  if (opaque === '') {
    const path = encodeURI(part('path')).replace(/[?#]/g, encodeURIComponent)
    if (scheme !== '' || host !== '' || userinfo !== '') {
      if (host !== '' || path !== '' || userinfo !== '') url += '//'
      if (userinfo !== '') url += `${userinfo}@`
      url += host
    }
    url += path !== '' && !path.startsWith('/') && host !== '' ? `/${path}` : path
  } else url += opaque
  if (part('query') !== '') url += `?${part('query')}`
  if (part('fragment') !== '') url += `#${encodeURI(part('fragment'))}`
  return url
}
