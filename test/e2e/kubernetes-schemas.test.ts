import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject'
import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application'
import { ApplicationSet } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/ApplicationSet'
import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret'
import { loadYaml } from '@bulkhead/yaml'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole'
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { Namespace } from 'kubernetes-models/v1/Namespace'
import { Service } from 'kubernetes-models/v1/Service'
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount'
import { builtAcme } from '../support/build-roots.ts'
import { generatedAcme } from '../support/fleets.ts'
import { isKustomization, objectsIn, type KubernetesObject } from '../support/kubernetes-objects.ts'
import { faultsOf, shapes } from '../support/object-shapes.ts'

/*
 * Every generated object is one that its API accepts. A kind is checked by the schema of a package or
 * by a table of its fields; one that has neither fails the test. All versions are served today.
 */

const models: Readonly<Record<string, new (object: never) => { validate(): void }>> = {
  'apps/v1 Deployment': Deployment,
  'argoproj.io/v1alpha1 AppProject': AppProject,
  'argoproj.io/v1alpha1 Application': Application,
  'argoproj.io/v1alpha1 ApplicationSet': ApplicationSet,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'external-secrets.io/v1 ExternalSecret': ExternalSecret,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'rbac.authorization.k8s.io/v1 ClusterRole': ClusterRole,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': ClusterRoleBinding,
  'v1 ConfigMap': ConfigMap,
  'v1 Namespace': Namespace,
  'v1 Service': Service,
  'v1 ServiceAccount': ServiceAccount,
}

/** Made by kustomize from generators, and in no file by itself. */
const onlyBuilt = ['v1 ConfigMap']

/** Read by `kind create cluster`, and never part of a build. */
const neverBuilt = ['kind.x-k8s.io/v1alpha4 Cluster']

/** A part of an object, which a build completes. */
const isPatch = /^apps\/[^/]+\/overlays\/[^/]+\/replicas\.yaml$/

const everyKind = [...Object.keys(models), ...Object.keys(shapes)].sort()

test('every object in a file is valid, and every kind has its schema', async () => {
  const inTree = /^(apps|clusters|gitops|infrastructure)\//
  const found = objectsIn(
    await generatedAcme(),
    path => inTree.test(path) && !isPatch.test(path),
  ).filter(({ object }) => !isKustomization(object))
  assert.deepEqual(
    kindsOf(found.map(({ object }) => object)),
    everyKind.filter(kind => !onlyBuilt.includes(kind)),
  )
  assert.deepEqual(
    found.flatMap(({ path, object }) => invalidities(object).map(fault => `${path}: ${fault}`)),
    [],
  )
})

test('every object that kustomize builds is valid', async t => {
  const builds = await builtAcme()
  if (!builds) return t.skip('neither kustomize nor kubectl is installed')
  const built = builds.flatMap(({ root, out }) =>
    (loadYaml(out, root) as KubernetesObject[]).map(object => ({ root, object })),
  )
  assert.deepEqual(
    kindsOf(built.map(({ object }) => object)),
    everyKind.filter(kind => !neverBuilt.includes(kind)),
  )
  assert.deepEqual(
    built.flatMap(({ root, object }) => invalidities(object).map(fault => `${root}: ${fault}`)),
    [],
  )
})

test('an object that is not valid is told', () => {
  const cluster = {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    metadata: { name: 'a' },
    spec: {
      clusterNetwork: { pods: { cidrBlocks: '10.0.0.0/16' } },
      controlPlaneRef: {
        apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2',
        kind: 'K',
        name: 'a',
      },
    },
  }
  assert.deepEqual(invalidities(cluster), [
    'Cluster a: .spec.clusterNetwork.pods.cidrBlocks is no list',
    'Cluster a: .spec.controlPlaneRef.apiGroup is missing',
    'Cluster a: .spec.controlPlaneRef.apiVersion is unknown',
  ])
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' }, spec: { ports: 1 } }
  assert.deepEqual(invalidities(service), ['Service a: data/spec/ports must be array'])
})

function kindsOf(objects: readonly KubernetesObject[]): readonly string[] {
  return [...new Set(objects.map(kindOf))].sort()
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${apiVersion} ${kind}`
}

function invalidities(object: KubernetesObject): readonly string[] {
  const name = `${object.kind} ${object.metadata?.name ?? String(object['name'])}`
  return faultsIn(object).map(fault => `${name}: ${fault}`)
}

function faultsIn(object: KubernetesObject): readonly string[] {
  const Model = models[kindOf(object)]
  if (Model) {
    try {
      new Model(object as never).validate()
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  }
  const shape = shapes[kindOf(object)]
  if (!shape) return ['a kind without a schema']
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...body } = object
  return faultsOf(shape, body)
}
