import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryFileSystem } from '@bulkhead/kustomize'
import type { Json } from '@bulkhead/argocd'
import { readApplication } from './application.ts'
import { pathsBeside } from './paths-beside.ts'
import { url } from './testing/deploy.ts'

const files = { 'chart/.argocd-source.yaml': 'helm: { valueFiles: [own.yaml] }' }

/** The paths beside an Application with these sources in the repository. */
function beside(...sources: readonly { readonly [key: string]: Json }[]): readonly string[] {
  const application = readApplication(
    {
      metadata: { name: 'x' },
      spec: {
        sources: sources.map(source => ({ repoURL: url, targetRevision: 'main', ...source })),
      },
    },
    [],
    { instance: 'hub', location: undefined },
  )
  const fileSystem = memoryFileSystem(files)
  return pathsBeside(application, { paths: [], fileSystem, url, revision: 'main' })
}

test('files of values, of parameters and components are named, there or not', () => {
  assert.deepEqual(
    beside(
      {
        path: 'app',
        helm: {
          valueFiles: ['a.yaml', '$values/v/$ARGOCD_APP_NAME.yaml', 'https://x/y.yaml'],
          fileParameters: [{ name: 'a', path: '/certs/a.pem' }],
        },
      },
      { ref: 'values' },
      { path: 'over/eu', kustomize: { components: ['../../one/'] } },
    ),
    ['app/a.yaml', 'v/x.yaml', 'certs/a.pem', 'one'],
  )
})

test('for a pattern stands the directory of all that it can match', () => {
  const helm = { valueFiles: ['/values/**/*.yaml', '/*.yaml'] }
  const kustomize = { components: ['../c/?/x'] }
  assert.deepEqual(beside({ path: 'app', helm, kustomize }), ['values', '.', 'c'])
})

test('what files in the directory say counts, and what is not known does not', () => {
  assert.deepEqual(beside({ path: 'chart' }), ['chart/own.yaml'])
  assert.deepEqual(beside({ path: 'a', helm: { valueFiles: ['$ARGOCD_APP_REVISION'] } }), [])
  assert.deepEqual(beside({ repoURL: 'https://x/y', path: 'a', helm: { valueFiles: ['b'] } }), [])
})
