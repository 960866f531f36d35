import { buildError } from '../build-error.ts'
import type { FieldSpec, Image } from '../kustomization.ts'
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
  const update = (node: Node): Node | undefined => {
    if (node.kind !== 'scalar') {
      throw buildError('KUSTOMIZE_TRANSFORMER', 'an image must be text', { at: node })
    }
    if (!matches(node.text)) return undefined
    const text = changeImage(node.text, image)
    return restyled(new ScalarNode(text, '', 'plain', at?.source, at?.offset), node)
  }
  return {
    by,
    kind: 'ImageTagTransformer',
    node: at,
    transform(resources) {
      for (const resource of resources.resources) {
        if (resource.kind === 'CustomResourceDefinition') continue
        changeContainers(resource, update)
      }
      for (const resource of resources.resources) {
        if (resource.kind === 'CustomResourceDefinition') continue
        for (const spec of fieldSpecs) changeFields(resource, spec, update)
      }
    },
  }
}

/** The name is part of a regular expression, and none that is valid can be meant otherwise. */
function imagePattern(name: string): (text: string) => boolean {
  const rest = String.raw`(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`
  try {
    const pattern = new RegExp(`^${name}${rest}`)
    return text => pattern.test(text)
  } catch {
    return () => false
  }
}

function changeContainers(resource: Resource, update: (node: Node) => Node | undefined): void {
  let changes = false
  visitContainers(resource.node, ({ node }) => {
    changes ||= update(node) !== undefined
  })
  if (!changes) return
  const root = resource.edit()
  visitContainers(root, slot => {
    const next = update(slot.node)
    if (next) putNode(root, slot, next)
  })
}

function visitContainers(root: MapNode, visit: (slot: Slot) => void): void {
  walk(root)

  function walk(node: Node): void {
    if (node.kind === 'sequence') node.items.forEach(walk)
    if (node.kind !== 'map') return
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
