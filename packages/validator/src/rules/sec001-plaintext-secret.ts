import { fieldsOf, itemsOf, textOf, type Fields } from '../fields.ts'
import { objectName, type Manifest } from '../manifest.ts'
import type { Observation, Rule } from '../rule.ts'

export const plaintextSecret: Rule = {
  id: 'SEC001',
  name: 'plaintext-secret',
  severity: 'error',
  summary: 'No secret is in the repository in a form that a reader of the repository can use.',

  *check({ manifests, kustomizations }) {
    for (const manifest of manifests) {
      if (isSecret(manifest)) yield* checkSecret(manifest)
    }
    for (const kustomization of kustomizations) {
      if (kustomization.generatesSecrets) yield* checkGenerators(kustomization.manifest)
    }
  },
}

/** Other groups have a kind Secret as well; theirs hold references. */
function isSecret({ fields: { kind, apiVersion } }: Manifest): boolean {
  return kind === 'Secret' && (apiVersion === 'v1' || apiVersion === undefined)
}

const hint =
  'Remove the value, rotate it, for git remembers, and reference it with an ExternalSecret or encrypt it with SOPS.'

/** Names keys and never values: a report ends up in logs. */
function* checkSecret(manifest: Manifest): Generator<Observation> {
  const { fields } = manifest
  const isSops = Object.keys(fieldsOf(fields['sops'])).length > 0
  const isCluster = isRegistration(fields)
  const exposed = (['data', 'stringData'] as const).flatMap(field =>
    Object.entries(fieldsOf(fields[field]))
      .filter(([key, value]) => !(isCluster && isPublicOfCluster(key, value, field)))
      .filter(([, value]) => isExposed(value, { isSops, isEncoded: field === 'data' }))
      .map(([key]) => [field, key] as const),
  )
  const [first] = exposed
  if (!first) return
  const keys = exposed.map(([field, key]) => `${field}.${key}`)
  yield {
    message: `Secret ${nameOf(fields)} holds plain text in ${listed(keys)}`,
    location: manifest.locate(first),
    hint,
    object: objectName(manifest),
  }
}

/** The Secrets by which Argo CD knows clusters. */
function isRegistration(fields: Fields): boolean {
  const labels = fieldsOf(fieldsOf(fields['metadata'])['labels'])
  return labels['argocd.argoproj.io/secret-type'] === 'cluster'
}

/**
 * What such a Secret says beside credentials: where the cluster is, and how to trust it. Argo CD
 * reaches the cluster that it runs in by its own service account, and keeps none for it.
 * (argo-cd docs/operator-manual/declarative-setup.md, Clusters)
 */
function isPublicOfCluster(key: string, value: unknown, field: 'data' | 'stringData'): boolean {
  const text = field === 'data' ? decoded(String(value)) : String(value)
  switch (key) {
    case 'name':
    case 'server':
    case 'namespaces':
    case 'clusterResources':
    case 'project':
    case 'shard':
      return true
    case 'config':
      return isConfigWithoutCredentials(text)
    default:
      return false
  }
}

function isConfigWithoutCredentials(text: string): boolean {
  try {
    const { tlsClientConfig, ...others } = fieldsOf(JSON.parse(text))
    const trust = Object.keys(fieldsOf(tlsClientConfig))
    return (
      Object.keys(others).length === 0 &&
      trust.every(key => key === 'insecure' || key === 'serverName' || key === 'caData')
    )
  } catch {
    return false
  }
}

function* checkGenerators({ fields, locate }: Manifest): Generator<Observation> {
  for (const [index, item] of itemsOf(fields['secretGenerator']).entries()) {
    const generator = fieldsOf(item)
    for (const [at, literal] of itemsOf(generator['literals']).entries()) {
      const [key = '', ...value] = (textOf(literal) ?? '').split('=')
      if (!isExposed(unquoted(value.join('=')), { isSops: false, isEncoded: false })) continue
      yield {
        message: `secretGenerator ${textOf(generator['name']) ?? index} holds plain text in literal ${key}`,
        location: locate(['secretGenerator', index, 'literals', at]),
        hint,
      }
    }
  }
}

interface Form {
  readonly isSops: boolean
  /** Whether the value is base64, as under `data`. */
  readonly isEncoded: boolean
}

function isExposed(value: unknown, { isSops, isEncoded }: Form): boolean {
  if (value === null || value === undefined || value === '') return false
  const text = String(value).trim()
  if (text === '') return false
  if (isSops && text.startsWith('ENC[')) return false
  return !isPlaceholder(text) && !(isEncoded && isPlaceholder(decoded(text)))
}

/** `${VAR}`, `<placeholder>` and `<path:…#key>` of the Vault plugin: filled in on the way. */
function isPlaceholder(text: string): boolean {
  return /^<[^<>]+>$/.test(text) || /\$\{[^}]+\}|<path:[^<>]+>/.test(text)
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8').trim()
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2')
}

function nameOf(fields: Fields): string {
  const { name, namespace } = fieldsOf(fields['metadata'])
  return [namespace, name].map(textOf).filter(Boolean).join('/') || 'without a name'
}

function listed(keys: readonly string[]): string {
  const rest = keys.length - mostNamed
  return rest > 0 ? `${keys.slice(0, mostNamed).join(', ')} and ${rest} more` : keys.join(', ')
}

const mostNamed = 5
