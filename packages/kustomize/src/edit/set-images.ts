import type { KustomizationFile } from '../config/kustomization-shape.ts'
import type { Image } from '../kustomization.ts'
import { splitImage } from '../transformers/images.ts'
import { EditFault } from './edit-fault.ts'

/**
 * The images of a kustomization after `kustomize edit set image`: sorted by name, each name once. Of
 * the file's own images the first of a name counts. (kustomize/commands/edit/set/setimage.go)
 */
export function setImages(
  { images = [], imageTags = [] }: KustomizationFile,
  references: readonly string[],
): readonly Image[] {
  const byName = new Map<string, Image>()
  for (const reference of references) {
    const image = readReference(reference)
    byName.set(image.name, image)
  }
  for (const image of [...images, ...imageTags]) {
    const { name = '' } = image
    const asked = byName.get(name)
    byName.set(name, asked ? keeping(asked, image) : image)
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, image]) => keeping(image, {}))
}

function readReference(reference: string): Image & { readonly name: string } {
  const equals = reference.indexOf('=')
  const { name, tag, digest } = splitImage(reference.slice(equals + 1))
  if (name === reference) {
    throw new EditFault(
      `"${reference}" says nothing new of an image`,
      'Write name=new, name:tag, name@digest or name=new:tag.',
    )
  }
  const rest = { newTag: tag, digest }
  // Without a name before the sign it is the name itself that is meant.
  return equals <= 0
    ? { name, ...rest }
    : { name: reference.slice(0, equals), newName: name, ...rest }
}

/** An image whose stars stand for what the other says. Its `tagSuffix` does not outlive a star. */
function keeping(image: Image, { newName = '', newTag = '', digest = '' }: Image): Image {
  if (image.newName !== '*' && image.newTag !== '*' && image.digest !== '*') return image
  return {
    ...(image.name !== undefined && { name: image.name }),
    newName: image.newName === '*' ? newName : (image.newName ?? ''),
    newTag: image.newTag === '*' ? newTag : (image.newTag ?? ''),
    digest: image.digest === '*' ? digest : (image.digest ?? ''),
  }
}
