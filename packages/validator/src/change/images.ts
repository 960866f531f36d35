import type { InstanceFacts, ManagedApplication, ObjectChange } from '@bulkhead/state'

/** The lists of an object whose items run images. (Kubernetes API: PodSpec) */
const lists = /^(?:initContainers|containers|ephemeralContainers)$/

/** What a path leads to: a list of containers, one of them, or the image of one. */
const containerField =
  /(?:^|\.)(?:initContainers|containers|ephemeralContainers)(\[[^\]]*\](\.image)?)?$/

/** The images that changed objects newly run. */
export function newImages(objects: readonly ObjectChange[]): readonly string[] {
  const images = new Set<string>()
  for (const change of objects) {
    if (change.verdict !== 'changed') continue
    for (const { path, after } of change.fields) {
      const [found, item, image] = containerField.exec(path) ?? []
      if (found === undefined) collect(after, images)
      else if (item === undefined) collect({ containers: after }, images)
      else collect({ containers: [image === undefined ? after : { image: after }] }, images)
    }
  }
  return [...images].sort()
}

/** Every image that Applications run. */
export function imagesOf(
  applications: readonly ManagedApplication[],
  { deploymentsOf }: Pick<InstanceFacts, 'deploymentsOf'>,
): ReadonlySet<string> {
  const images = new Set<string>()
  for (const deployment of applications.flatMap(deploymentsOf)) {
    if (deployment.kind !== 'objects') continue
    for (const { value } of deployment.root.resources) collect(value, images)
  }
  return images
}

/** Whatever the kind: wherever there are containers, there are images. */
function collect(value: unknown, images: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (Array.isArray(item) && lists.test(key)) {
      for (const container of item as readonly ({ readonly image?: unknown } | null)[]) {
        if (typeof container?.image === 'string') images.add(container.image)
      }
    }
    collect(item, images)
  }
}
