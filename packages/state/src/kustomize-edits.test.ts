import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deploy, here, told } from './testing/deploy.ts'

const files = {
  'hub/x.yaml': 'kind: Application\n',
  'app/kustomization.yaml': 'resources: [deployment.yaml]\ncommonLabels:\n  team: shop\n',
  'app/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  template: { spec: { containers: [{ name: web, image: 'web:1' }] } }
`,
  'one/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: { one: "1" }\n',
  'two/kustomization.yaml':
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonAnnotations: { two: "2" }\n',
}

const edited = (kustomize: string) => told(files, `path: app, kustomize: { ${kustomize} }`)

test('all that Argo CD changes in a kustomization', () => {
  assert.equal(
    edited(`namePrefix: eu-, nameSuffix: -v2, namespace: shop, images: ['web:$ARGOCD_APP_NAME'],
      replicas: [{ name: web, count: '3' }], commonLabels: { app: '\${ARGOCD_APP_PROJECT_NAME}' },
      commonAnnotations: { a: $ARGOCD_APP_NAME }, components: [../one],
      patches: [{ target: { kind: Deployment, x: y }, patch: '[{"op": "add", "path": "/spec/paused", "value": true}]' }]`),
    `apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    a: $ARGOCD_APP_NAME
    one: "1"
  labels:
    app: shop
    team: shop
  name: eu-web-v2
  namespace: shop
spec:
  paused: true
  replicas: 3
  selector:
    matchLabels:
      app: shop
      team: shop
  template:
    metadata:
      annotations:
        a: $ARGOCD_APP_NAME
        one: "1"
      labels:
        app: shop
        team: shop
    spec:
      containers:
      - image: web:x
        name: web
`,
  )
})

const annotations = (kustomize: string) =>
  /(?<=^ {2}annotations:\n)(?: {4}.*\n)*/m
    .exec(edited(kustomize))?.[0]
    .trim()
    .split(/\n\s*/)
    .join(', ')

test('variables of the build environment are put in where that is asked for', () => {
  const all = `commonAnnotationsEnvsubst: true, commonAnnotations: {
    a: '$ARGOCD_APP_NAMESPACE/\${ARGOCD_APP_SOURCE_PATH}', b: '$$HOME$ \${}$GONE.', c: $ARGOCD_APP_SOURCE_TARGET_REVISION }`
  assert.equal(annotations(all), 'a: carts/app, b: $HOME$ ., c: main')
  assert.equal(
    edited('images: [web:$ARGOCD_APP_REVISION_SHORT]'),
    'unknown ARGOCD_APP_REVISION_SHORT is not known before Argo CD syncs a commit',
  )
})

test('components may be patterns, and those that are not there may be left out', () => {
  assert.equal(annotations("components: ['../[ot]*']"), 'one: "1", two: "2"')
  const components = 'components: [../two, ../gone, ../../out]'
  assert.equal(annotations(`${components}, ignoreMissingComponents: true`), 'two: "2"')
  assert.match(
    edited(components),
    /^failed hub\/x\.yaml:7:1 there is no file or directory "\.\.\/gone"/,
  )
})

test('what kustomize refuses to change is a fault of the Application', () => {
  for (const [kustomize, message] of [
    ['images: [web]', /says nothing new of an image/],
    ["patches: [{ patch: '[{ op: add }]' }]", /begins like JSON and is none/],
    ['commonLabels: { team: pay }', /the label team is in the kustomization already/],
    ['labelIncludeTemplates: true, commonLabels: { a: b }', /labels of templates alone/],
    ['replicas: [{ name: web, count: many }]', /replicas of web are to be "many"/],
    ['patches: [{ path: gone.yaml }]', /no file or directory "gone.yaml"/],
  ] as const) {
    assert.match(edited(kustomize), /^failed hub\/x\.yaml:7:1 /, kustomize)
    assert.match(edited(kustomize), message)
  }
})

test('versions change nothing, and the files stay as they are for others', () => {
  const plain = told(files, 'path: app')
  assert.equal(edited('version: v5.6.0, kubeVersion: "1.33", apiVersions: [a]'), plain)
  const [first, asItIs] = deploy(
    files,
    `sources: [{ ${here}, path: app, kustomize: { namePrefix: eu- } }, { ${here}, path: app }]`,
  )
  assert.ok(first?.kind === 'objects' && asItIs?.kind === 'objects')
  assert.deepEqual(
    [first, asItIs].map(({ root }) => root.resources[0]?.name),
    ['eu-web', 'web'],
  )
  assert.equal(asItIs.root.resources[0]?.toYaml(), plain)
})

test('a component whose pattern cannot be read is a fault of the Application', () => {
  for (const component of ['../[', '../a[b-', `../${'*'.repeat(20_000)}`]) {
    assert.match(
      edited(`components: ['${component}']`),
      /^failed hub\/x.yaml:\d+:\d+ there is no file/,
      component.slice(0, 20),
    )
  }
})
