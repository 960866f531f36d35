import { objectOf, textOf, textsOf, type Json } from './json.ts'

/** A cluster as it is registered with Argo CD: a Secret with a label. */
export interface RegisteredCluster {
  readonly name: string
  readonly server: string
  readonly project?: string
  /** Where the Secret is. */
  readonly namespace?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const secretType = 'argocd.argoproj.io/secret-type'

/**
 * The cluster that a Secret registers; nothing for other objects. What is in `stringData` wins over
 * `data`, as when it is applied. (util/db/cluster.go, docs/operator-manual/declarative-setup.md)
 */
export function readClusterSecret(secret: Json): RegisteredCluster | undefined {
  const { kind, metadata, data, stringData } = objectOf(secret)
  const { namespace, labels, annotations } = objectOf(metadata)
  if (kind !== 'Secret' || textsOf(labels)[secretType] !== 'cluster') return undefined
  const decoded = Object.entries(textsOf(data)).map(
    ([key, text]) => [key, Buffer.from(text, 'base64').toString('utf8')] as const,
  )
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(decoded),
    ...textsOf(stringData),
  }
  const { name = '', server = '', project } = values
  return {
    name,
    server,
    ...(project !== undefined && { project }),
    ...(namespace !== undefined && { namespace: textOf(namespace) }),
    labels: textsOf(labels),
    annotations: textsOf(annotations),
  }
}
