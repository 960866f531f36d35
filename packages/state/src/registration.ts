import {
  objectOf,
  readClusterSecret,
  textOf,
  type JsonObject,
  type RegisteredCluster,
} from '@bulkhead/argocd'

/**
 * The cluster that an object registers with Argo CD; nothing for other objects. An ExternalSecret
 * registers what its target will be. What it takes from elsewhere, as a server mostly is, stays the
 * template that it is written as.
 */
export function readRegistration(object: JsonObject): RegisteredCluster | undefined {
  return readClusterSecret(object['kind'] === 'ExternalSecret' ? targetOf(object) : object)
}

/**
 * The Secret that an ExternalSecret makes. With a template, its labels and annotations are those of
 * the template alone. (external-secrets.io: guides/templating)
 */
function targetOf({ metadata, spec }: JsonObject): JsonObject {
  const { name, namespace } = objectOf(metadata)
  const { name: own, template } = objectOf(objectOf(spec)['target'])
  const { metadata: given, data } = objectOf(template)
  const { labels, annotations } = objectOf(given)
  return {
    kind: 'Secret',
    metadata: {
      name: textOf(own) === '' ? (name ?? '') : (own ?? ''),
      ...(namespace !== undefined && { namespace }),
      ...(labels !== undefined && { labels }),
      ...(annotations !== undefined && { annotations }),
    },
    stringData: objectOf(data),
  }
}
