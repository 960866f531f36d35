import { buildError } from '../build-error.ts'
import { nodeOf, struct, text, type Shape } from '../config/shape.ts'
import { Resource } from '../resource.ts'
import { MapNode, stringNode } from '../yaml/node.ts'
import type { GeneratorContext } from './data-object.ts'

export interface IamPolicyArgs {
  readonly cloud?: string
  readonly kubernetesService?: { readonly namespace?: string; readonly name?: string }
  readonly serviceAccount?: { readonly name?: string; readonly projectId?: string }
}

export const iamPolicyShape: Shape<IamPolicyArgs> = struct<IamPolicyArgs>({
  cloud: text,
  kubernetesService: struct<{ namespace?: string; name?: string }>({ namespace: text, name: text }),
  serviceAccount: struct<{ name?: string; projectId?: string }>({ name: text, projectId: text }),
})

/** A service account that acts for an account of the cloud. GKE is the only cloud it knows. */
export function generateIamPolicy(args: IamPolicyArgs, context: GeneratorContext): Resource {
  const { cloud = '', kubernetesService = {}, serviceAccount = {} } = args
  const at = nodeOf(args) ?? context.node
  if (cloud !== 'gke') {
    throw buildError('KUSTOMIZE_GENERATOR', `cloud "${cloud}" is not supported`, { at })
  }
  const account = `${serviceAccount.name ?? ''}@${serviceAccount.projectId ?? ''}`
  const annotations = new MapNode(
    ['iam.gke.io/gcp-service-account'],
    [stringNode(`${account}.iam.gserviceaccount.com`, at)],
  )
  const metadata = new MapNode(
    ['annotations', 'name'],
    [annotations, stringNode(kubernetesService.name ?? '', at)],
  )
  if (kubernetesService.namespace) {
    metadata.set('namespace', stringNode(kubernetesService.namespace, at))
  }
  const root = new MapNode(
    ['apiVersion', 'kind', 'metadata'],
    [stringNode('v1', at), stringNode('ServiceAccount', at), metadata],
  )
  const resource = new Resource(root, context.api, true)
  resource.origin = { node: at, kustomization: context.kustomization }
  return resource
}
