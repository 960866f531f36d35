import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readKubernetesYaml } from '@bulkhead/kustomize/kubernetes-yaml'
import {
  expandApplicationSet,
  memoryRepository,
  type Expansion,
  type RegisteredCluster,
} from '../src/index.ts'
import { isObject, listOf, objectOf, textOf, textsOf, type Json } from '../src/expand/json.ts'

/*
 * `cases/*.txt`: the spec of an ApplicationSet, what is registered and in the repository, and what
 * Argo CD 3.6 made of it, which is recorded from its own code. What is empty is left out.
 */
const directory = join(import.meta.dirname, 'cases')

for (const file of readdirSync(directory)) {
  describe(file.replace('.txt', ''), () => {
    for (const block of readFileSync(join(directory, file), 'utf8').split(/^=== /m).slice(1)) {
      const title = block.slice(0, block.indexOf('\n'))
      const parts = partsOf(block)
      test(title, () => {
        const expansion = expand(parts)
        const error = parts.get('error')
        if (error === undefined) {
          assert.deepEqual(applicationsOf(expansion), read(parts.get('applications')))
        } else {
          assert.equal(expansion.status, 'frozen')
          assert.equal(normalized(expansion.faults[0]?.message ?? ''), normalized(error.trim()))
        }
      })
    }
  })
}

function partsOf(block: string): ReadonlyMap<string, string> {
  const [, ...pieces] = block.split(/^-- (.*) --\n/m)
  const parts = new Map<string, string>()
  for (let i = 0; i < pieces.length; i += 2) parts.set(pieces[i] ?? '', pieces[i + 1] ?? '')
  return parts
}

function expand(parts: ReadonlyMap<string, string>): Expansion {
  const files = [...parts].flatMap(([name, text]) =>
    name.startsWith('repo/') ? [[name.slice('repo/'.length), text] as const] : [],
  )
  return expandApplicationSet(
    {
      value: { metadata: { name: 'set', namespace: 'argocd' }, spec: read(parts.get('spec')) },
    },
    {
      clusters: listOf(read(parts.get('clusters'))).map(clusterOf),
      repositories: () => memoryRepository(Object.fromEntries(files)),
      settings: { newGitFileGlobbing: parts.has('new globbing') },
    },
  )
}

function clusterOf(value: Json): RegisteredCluster {
  const { name, server, labels, annotations } = objectOf(value)
  return {
    name: textOf(name),
    server: textOf(server) || `https://${textOf(name)}.example.com`,
    labels: { 'argocd.argoproj.io/secret-type': 'cluster', ...textsOf(labels) },
    annotations: textsOf(annotations),
  }
}

function applicationsOf({ applications }: Expansion): Json {
  return applications
    .map(({ application: { metadata, spec } }) =>
      withoutEmpty({ metadata: metadata ?? null, spec: spec ?? null }),
    )
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

function sortKey(value: Json): string {
  return textOf(objectOf(objectOf(value)['metadata'])['name'])
}

function withoutEmpty(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutEmpty)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const inner = withoutEmpty(item)
      const isEmpty =
        inner === null ||
        inner === '' ||
        (typeof inner === 'object' && Object.keys(inner).length === 0)
      return isEmpty ? [] : [[key, inner]]
    }),
  )
}

function read(text: string | undefined): Json {
  return readKubernetesYaml(text ?? '') as Json
}

/** The name of the innermost struct, which Go puts before the path, is not known here. */
function normalized(message: string): string {
  return message.replace(/Go struct field \w+\./, 'Go struct field ')
}
