import type { InstanceFacts, ManagedApplication, ObjectChange } from '@bulkhead/state'

/** Where an object says which image a container runs. (Kubernetes API: PodSpec) */
const imageField = /(?:^|\.)(?:initContainers|containers|ephemeralContainers)\[[^\]]*\]\.image$/

/** The images that changed objects newly run. */
export function newImages(objects: readonly ObjectChange[]): readonly string[] {
  const found = objects.flatMap(change =>
    change.verdict === 'changed'
      ? change.fields.flatMap(({ path, after }) =>
          imageField.test(path) && typeof after === 'string' ? [after] : [],
        )
      : [],
  )
  return [...new Set(found)].sort()
}

/** Every image that Applications run. */
export function imagesOf(
  applications: readonly ManagedApplication[],
  { deploymentsOf }: Pick<InstanceFacts, 'deploymentsOf'>,
): ReadonlySet<string> {
  const images = new Set<string>()
  for (const deployment of applications.flatMap(deploymentsOf)) {
    if (deployment.kind !== 'objects') continue
    for (const { value } of deployment.resources) collect(value, images)
  }
  return images
}

/** Whatever the kind: wherever there are containers, there are images. */
function collect(value: unknown, images: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if (Array.isArray(item) && /^(?:initContainers|containers|ephemeralContainers)$/.test(key)) {
      for (const { image } of item as readonly { readonly image?: unknown }[]) {
        if (typeof image === 'string') images.add(image)
      }
    }
    collect(item, images)
  }
}
