import { buildError } from '../build-error.ts'
import { goRegExp, type Pattern } from '../go-regexp.ts'
import type { FieldSpec, Image } from '../kustomization.ts'
import type { Meter } from '../meter.ts'
import type { Resource } from '../resource.ts'
import { restyled } from '../yaml/fields.ts'
import { ScalarNode, type MapNode, type Node } from '../yaml/node.ts'
import { changeFields, putNode, type Slot } from './field-spec.ts'
import type { Transformer } from './transformer.ts'

export interface ImageOptions {
  readonly by: string
  readonly image: Image
  readonly fieldSpecs: readonly FieldSpec[]
  readonly node?: Node | undefined
}

/**
 * Changes the names, tags and digests of images (`images`). Two passes, as kustomize makes them:
 * all lists called `containers` or `initContainers` wherever they are, then the field specs.
 */
export function imageTransformer({ by, image, fieldSpecs, node: at }: ImageOptions): Transformer {
  const matches = imagePattern(image.name ?? '')
  const update = (node: Node, meter: Meter): Node | undefined => {
    if (node.kind !== 'scalar') {
      throw buildError('KUSTOMIZE_TRANSFORMER', 'an image must be text', { at: node })
    }
    if (!matches(node.text, meter)) return undefined
    const text = changeImage(node.text, image)
    return restyled(new ScalarNode(text, '', 'plain', at?.source, at?.offset), node)
  }
  return {
    by,
    kind: 'ImageTagTransformer',
    node: at,
    transform(resources) {
      const { meter } = resources
      for (const resource of resources.resources) {
        if (resource.kind === 'CustomResourceDefinition') continue
        changeContainers(resource, node => update(node, meter), meter)
      }
      meter.step(Math.ceil((resources.resources.length * fieldSpecs.length) / 8), at)
      for (const resource of resources.resources) {
        if (resource.kind === 'CustomResourceDefinition') continue
        changeFields(resource, fieldSpecs, node => update(node, meter))
      }
    },
  }
}

/** What may follow the name. Nothing in it can be read in two ways, so it cannot backtrack. */
const versionPart = /^(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$/

/**
 * The name is a part of a regular expression in Go's syntax, and is matched as one. One that is not
 * valid matches nothing.
 */
function imagePattern(name: string): (text: string, meter: Meter) => boolean {
  if (/^[\w./-]*$/.test(name)) return text => matchesPlainName(name, text)
  let pattern: Pattern | undefined
  try {
    pattern = goRegExp(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`)
  } catch {
    return () => false
  }
  return (text, meter) => pattern.test(text, meter)
}

/** The usual name, in which nothing is special but the dot: it stands for any character. */
function matchesPlainName(name: string, text: string): boolean {
  let at = 0
  for (const wanted of name) {
    const code = text.codePointAt(at)
    if (code === undefined || code === 10) return false
    if (wanted !== '.' && wanted.charCodeAt(0) !== code) return false
    at += code > 0xffff ? 2 : 1
  }
  return versionPart.test(text.slice(at))
}

function changeContainers(
  resource: Resource,
  update: (node: Node) => Node | undefined,
  meter: Meter,
): void {
  let changes = false
  const looked = visitContainers(resource.node, ({ node }) => {
    changes ||= update(node) !== undefined
  })
  meter.step(Math.ceil(looked / 8))
  if (!changes) return
  const root = resource.edit()
  visitContainers(root, slot => {
    const next = update(slot.node)
    if (next) putNode(root, slot, next)
  })
}

/** Visits the images of all containers, and tells how many values it looked at. */
function visitContainers(root: MapNode, visit: (slot: Slot) => void): number {
  let looked = 0
  walk(root)
  return looked

  function walk(node: Node): void {
    if (node.kind === 'sequence') {
      looked += node.items.length
      node.items.forEach(walk)
    }
    if (node.kind !== 'map') return
    looked += node.keys.length
    for (let i = 0; i < node.keys.length; i++) {
      const value = node.values[i] as Node
      if (value.kind === 'scalar') continue
      walk(value)
      const key = node.keys[i]
      if (key !== 'containers' && key !== 'initContainers') continue
      if (value.kind === 'sequence') value.items.forEach(visitImage)
    }
  }

  function visitImage(container: Node): void {
    if (container.kind === 'scalar' && container.tag === '!!null') return
    if (container.kind !== 'map') {
      throw buildError('KUSTOMIZE_TRANSFORMER', 'a container must be a map', { at: container })
    }
    const index = container.keys.indexOf('image')
    const node = container.values[index]
    if (!node || (node.kind === 'scalar' && node.tag === '!!null')) return
    visit({ slots: container.values, index, node })
  }
}

/** An image reference with another name, tag or digest. */
function changeImage(reference: string, image: Image): string {
  let { name, tag, digest } = splitImage(reference)
  const { newName = '', newTag = '', digest: newDigest = '', tagSuffix = '' } = image
  if (newName !== '') name = newName
  if (newTag !== '' || newDigest !== '') {
    tag = newTag
    digest = newDigest
  } else if (tagSuffix !== '') {
    tag += tagSuffix
    digest = ''
  }
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
}

/** `host:5000/name:tag@digest` in its parts; the port of a host is no tag. */
export function splitImage(reference: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(reference.indexOf('/'), 0)
  const at = reference.indexOf('@', slash)
  const colon = reference.indexOf(':', slash)
  if (at < 0 && colon < 0) return { name: reference, tag: '', digest: '' }
  if (at >= 0 && (at < colon || colon < 0)) {
    return { name: reference.slice(0, at), tag: '', digest: reference.slice(at + 1) }
  }
  const end = at < 0 ? reference.length : at
  return {
    name: reference.slice(0, colon),
    tag: reference.slice(colon + 1, end),
    digest: at < 0 ? '' : reference.slice(at + 1),
  }
}
