import type { Tree } from '../support/tree.ts'

/** A kustomization to build. */
export interface KustomizeSeed {
  readonly root: string
  readonly files: Tree
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { app: web } }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: nginx:1.7
          ports: [{ containerPort: 80 }]
          env: [{ name: A, value: $(B) }, { name: C, valueFrom: { configMapKeyRef: { name: conf, key: a } } }]
          volumeMounts: [{ name: v, mountPath: /v }]
      volumes: [{ name: v, secret: { secretName: keys } }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
`

/** Kustomizations that use all fields, so that inputs are varied where no recordings are at hand. */
export const kustomizeSeeds: readonly KustomizeSeed[] = [
  {
    root: 'over',
    files: {
      'base/kustomization.yaml': `resources: [deployment.yaml]
configMapGenerator: [{ name: conf, literals: [a=b], files: [c.txt], envs: [d.env] }]
secretGenerator: [{ name: keys, type: Opaque, literals: [k=v] }]
generatorOptions: { labels: { x: y }, annotations: { z: w }, disableNameSuffixHash: false, immutable: true }
`,
      'base/c.txt': 'text\n',
      'base/d.env': 'E=f\n',
      'base/deployment.yaml': deployment,
      'part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches: [{ target: { kind: Service, name: w.* }, patch: '[{"op": "add", "path": "/spec/type", "value": "NodePort"}]' }]
`,
      'over/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shop
namePrefix: a-
nameSuffix: -b
resources: [../base]
components: [../part]
labels: [{ pairs: { team: shop }, includeSelectors: true, includeTemplates: true, fields: [{ path: spec/x, create: true }] }]
commonLabels: { common: label }
commonAnnotations: { note: text }
images: [{ name: nginx, newName: registry/nginx, newTag: "1.8", digest: "" }]
replicas: [{ name: web, count: 3 }]
patches:
  - path: patch.yaml
  - target: { group: apps, version: v1, kind: Deployment, labelSelector: app=web, annotationSelector: note }
    patch: |-
      - op: replace
        path: /spec/template/spec/containers/0/image
        value: nginx:2
      - { op: test, path: /spec/replicas, value: 1 }
      - { op: copy, from: /metadata/name, path: /metadata/annotations }
replacements:
  - source: { kind: Service, name: web, fieldPath: spec.ports.0.port, options: { delimiter: ":", index: 0 } }
    targets:
      - select: { kind: Deployment }
        reject: [{ name: other }]
        fieldPaths: [spec.template.spec.containers.[name=web].ports.0.containerPort]
        options: { create: true }
vars: [{ name: B, objref: { kind: Service, name: web, apiVersion: v1 }, fieldref: { fieldpath: metadata.name } }]
configurations: [config.yaml]
sortOptions: { order: legacy, legacySortOptions: { orderFirst: [Namespace], orderLast: [Service] } }
buildMetadata: [originAnnotations, managedByLabel, transformerAnnotations]
openapi: { path: schema.json }
`,
      'over/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, $patch: merge, env: [{ name: A, value: z }] }, { name: side, image: x }]
      $setElementOrder/containers: [{ name: side }, { name: web }]
`,
      'over/config.yaml': `nameReference: [{ kind: ConfigMap, version: v1, fieldSpecs: [{ path: spec/x, kind: Deployment }] }]
namePrefix: [{ path: metadata/name }]
commonLabels: [{ path: spec/selector, create: true, group: apps }]
images: [{ path: spec/image }]
replicas: [{ path: spec/replicas }]
varReference: [{ path: spec/args }]
namespace: [{ path: spec/ns, create: true }]
`,
      'over/schema.json':
        '{"definitions": {"v1.X": {"properties": {"spec": {"items": {"$ref": "#/definitions/v1.Y"}, "x-kubernetes-patch-merge-key": "name", "x-kubernetes-patch-strategy": "merge"}}, "x-kubernetes-group-version-kind": [{"group": "a", "kind": "X", "version": "v1"}]}, "v1.Y": {"type": "object"}}}',
    },
  },
  {
    root: '.',
    files: {
      'kustomization.yaml': `resources: [r.yaml]
transformers: [t.yaml]
generators: [g.yaml]
validators: []
crds: [crd.json]
patchesStrategicMerge: [p.yaml]
patchesJson6902: [{ target: { version: v1, kind: ConfigMap, name: x }, path: j.json }]
`,
      'r.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: n }\ndata: { a: b }\n',
      'p.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x, namespace: n }\ndata: { a: null, c: d }\n',
      'j.json':
        '[{"op": "add", "path": "/data/e", "value": "f"}, {"op": "remove", "path": "/data/c"}]',
      't.yaml': `apiVersion: builtin
kind: LabelTransformer
metadata: { name: t }
labels: { l: m }
fieldSpecs: [{ path: metadata/labels, create: true }]
---
apiVersion: builtin
kind: PrefixTransformer
metadata: { name: u }
prefix: p-
fieldSpecs: [{ path: metadata/name }]
---
apiVersion: builtin
kind: NamespaceTransformer
metadata: { name: v, namespace: other }
setRoleBindingSubjects: allServiceAccounts
unsetOnly: true
`,
      'g.yaml': `apiVersion: builtin
kind: ConfigMapGenerator
metadata: { name: g }
literals: [a=b]
behavior: create
`,
      'crd.json':
        '{"github.com/x.Y": {"Schema": {"properties": {"spec": {"x-kubernetes-object-ref-api-version": "v1", "x-kubernetes-object-ref-kind": "ConfigMap", "x-kubernetes-object-ref-name-key": "name"}}}}}',
    },
  },
]

const head = (name: string, spec: string) => `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: ${name}, namespace: argocd }
spec:
${spec.replaceAll(/^/gm, '  ')}`

const template = (name: string, path: string, values = '') => `template:
  metadata: { name: "${name}", labels: { a: b } }
  spec:
    project: fleet-systems
    source: { repoURL: https://example.com/fleet.git, targetRevision: main, path: "${path}"${values} }
    destination: { server: https://kubernetes.default.svc, namespace: x }
    syncPolicy: { automated: { prune: true } }
`

/** ApplicationSets with every generator that works on files, and templates of both kinds. */
export const applicationSetSeeds: readonly string[] = [
  head(
    'dirs',
    `generators:
  - git:
      repoURL: https://example.com/fleet.git
      revision: main
      directories: [{ path: "apps/*/base" }, { path: "apps/cart/*", exclude: true }]
      values: { v: "{{path.basename}}" }
${template('{{path.basename}}', '{{path}}')}`,
  ),
  head(
    'files',
    `goTemplate: true
goTemplateOptions: [missingkey=error]
generators:
  - matrix:
      generators:
        - git: { repoURL: https://example.com/fleet.git, revision: main, files: [{ path: "clusters/**/registration.yaml" }] }
        - clusters: { selector: { matchLabels: { env: dev }, matchExpressions: [{ key: a, operator: NotIn, values: [b] }] }, values: { t: "{{ .metadata.name | upper }}" } }
${template('{{ .path.basename }}-{{ index .path.segments 0 | trunc 5 }}', '{{ .path.path }}')}
templatePatch: |
  metadata:
    annotations:
      {{- range $k, $v := .metadata }}
      x-{{ $k }}: {{ $v | toYaml | quote }}
      {{- end }}
  spec:
    source:
      helm: { valuesObject: { a: {{ toJson . }} } }
`,
  ),
  head(
    'merged',
    `generators:
  - merge:
      mergeKeys: [name, values.x]
      generators:
        - list: { elements: [{ name: a, server: s, values: { x: y } }, { name: b }], elementsYaml: "- {name: c}" }
        - list: { elements: [{ name: a, extra: 1 }] }
        - clusters: {}
strategy: { type: RollingSync, rollingSync: { steps: [{ matchExpressions: [{ key: a, operator: In, values: [b] }], maxUpdate: 10% }] } }
syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: create-update }
ignoreApplicationDifferences: [{ name: a, jsonPointers: [/spec], jqPathExpressions: [.spec.x] }]
preservedFields: { annotations: [a], labels: [b] }
${template('{{name}}-x', 'apps/cart/base', ', kustomize: { namePrefix: p-, images: ["a=b:c"], patches: [{ target: { kind: Deployment }, patch: "- op: remove\\n  path: /spec/replicas" }] }')}`,
  ),
  head(
    'sources',
    `goTemplate: true
generators: [{ list: { elements: [{ n: 1, list: [a, b], map: { k: v } }] } }]
template:
  metadata: { name: 'x-{{ .n | int | add 1 }}-{{ join "-" .list }}' }
  spec:
    project: '{{ .map.k | default "p" | lower }}'
    sources:
      - { repoURL: https://example.com/fleet.git, targetRevision: main, path: apps/cart/network, directory: { recurse: true, include: "*.yaml", exclude: "{a,b}*", jsonnet: { extVars: [{ name: a, value: b }] } } }
      - { repoURL: https://example.com/charts, chart: c, targetRevision: 1.x, helm: { valueFiles: [$v/infrastructure/argocd/values.yaml], parameters: [{ name: a, value: b }], fileParameters: [{ name: f, path: x }] } }
      - { repoURL: https://example.com/fleet.git, targetRevision: main, ref: v }
    destination: { name: local-dev, namespace: '{{ regexReplaceAll "a(b+)" "abb" "$1" }}{{ semver "1.2.3" | toString }}{{ .list | toYaml | nindent 2 | trim }}' }
    ignoreDifferences: [{ group: apps, kind: Deployment, jqPathExpressions: [.spec] }]
`,
  ),
]
