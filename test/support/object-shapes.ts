/*
 * The fields of kinds for which no package has a schema: those that are written and their
 * neighbours. Sources: the API reference of Cluster API v1beta2 (core, kubeadm bootstrap and control
 * plane), of Cluster API Provider AWS v1beta2, of the Multi-Cluster Services API v1alpha1 (KEP-1645),
 * and the configuration of kind v1alpha4.
 */

/** A type, a list of one shape, a map of texts, or the known fields of an object; `?` is optional. */
export type Shape =
  'string' | 'number' | 'boolean' | 'texts' | readonly [Shape] | { readonly [field: string]: Shape }

const reference: Shape = { apiGroup: 'string', kind: 'string', name: 'string' }

const argument: Shape = { name: 'string', value: 'string' }

const nodeRegistration: Shape = {
  'name?': 'string',
  'criSocket?': 'string',
  'kubeletExtraArgs?': [argument],
  'ignorePreflightErrors?': ['string'],
}

const component: Shape = { 'extraArgs?': [argument] }

const kubeadmConfig: Shape = {
  'clusterConfiguration?': {
    'apiServer?': component,
    'controllerManager?': component,
    'scheduler?': component,
  },
  'initConfiguration?': { 'nodeRegistration?': nodeRegistration },
  'joinConfiguration?': { 'nodeRegistration?': nodeRegistration },
  'preKubeadmCommands?': ['string'],
  'postKubeadmCommands?': ['string'],
}

const metadata: Shape = { 'labels?': 'texts', 'annotations?': 'texts' }

/** The body of an object, without `apiVersion`, `kind` and `metadata`. */
export const shapes: Readonly<Record<string, Shape>> = {
  'cluster.x-k8s.io/v1beta2 Cluster': {
    spec: {
      'paused?': 'boolean',
      'clusterNetwork?': {
        'apiServerPort?': 'number',
        'pods?': { cidrBlocks: ['string'] },
        'services?': { cidrBlocks: ['string'] },
        'serviceDomain?': 'string',
      },
      'controlPlaneRef?': reference,
      'infrastructureRef?': reference,
    },
  },
  'cluster.x-k8s.io/v1beta2 MachineDeployment': {
    spec: {
      clusterName: 'string',
      'replicas?': 'number',
      'paused?': 'boolean',
      selector: { 'matchLabels?': 'texts' },
      template: {
        'metadata?': metadata,
        spec: {
          clusterName: 'string',
          'version?': 'string',
          'failureDomain?': 'string',
          bootstrap: { 'configRef?': reference, 'dataSecretName?': 'string' },
          infrastructureRef: reference,
        },
      },
    },
  },
  'controlplane.cluster.x-k8s.io/v1beta2 KubeadmControlPlane': {
    spec: {
      'replicas?': 'number',
      version: 'string',
      machineTemplate: { 'metadata?': metadata, spec: { infrastructureRef: reference } },
      'kubeadmConfigSpec?': kubeadmConfig,
    },
  },
  'bootstrap.cluster.x-k8s.io/v1beta2 KubeadmConfigTemplate': {
    spec: { template: { 'metadata?': metadata, 'spec?': kubeadmConfig } },
  },
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSCluster': {
    spec: {
      'region?': 'string',
      'sshKeyName?': 'string',
      'controlPlaneLoadBalancer?': {
        'loadBalancerType?': 'string',
        'healthCheckProtocol?': 'string',
        'scheme?': 'string',
      },
      'network?': {
        'cni?': {
          'cniIngressRules?': [
            { description: 'string', protocol: 'string', fromPort: 'number', toPort: 'number' },
          ],
        },
        'vpc?': { 'id?': 'string', 'cidrBlock?': 'string' },
        'subnets?': [
          {
            id: 'string',
            'availabilityZone?': 'string',
            'cidrBlock?': 'string',
            'isPublic?': 'boolean',
          },
        ],
      },
    },
  },
  'infrastructure.cluster.x-k8s.io/v1beta2 AWSMachineTemplate': {
    spec: {
      template: {
        spec: { instanceType: 'string', 'iamInstanceProfile?': 'string', 'sshKeyName?': 'string' },
      },
    },
  },
  'multicluster.x-k8s.io/v1alpha1 ServiceExport': {
    'spec?': { 'exportedLabels?': 'texts', 'exportedAnnotations?': 'texts' },
  },
  'kind.x-k8s.io/v1alpha4 Cluster': {
    'name?': 'string',
    'networking?': {
      'ipFamily?': 'string',
      'disableDefaultCNI?': 'boolean',
      'kubeProxyMode?': 'string',
      'podSubnet?': 'string',
      'serviceSubnet?': 'string',
    },
    'nodes?': [{ role: 'string', 'image?': 'string', 'labels?': 'texts' }],
  },
}

/** What in a value is not as its shape says, with the path of each fault. */
export function faultsOf(shape: Shape, value: unknown, path = ''): readonly string[] {
  if (typeof shape === 'string' && shape !== 'texts') {
    const isWhole = shape !== 'number' || Number.isInteger(value)
    return typeof value === shape && isWhole ? [] : [`${path} is no ${shape}`]
  }
  if (isList(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`]
    return value.flatMap((item, i) => faultsOf(shape[0], item, `${path}[${i}]`))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${path} is no object`]
  }
  const fields = Object.entries(value)
  if (shape === 'texts') {
    return fields.flatMap(([key, text]) => faultsOf('string', text, `${path}.${key}`))
  }
  const missing = Object.keys(shape).filter(key => !key.endsWith('?') && !(key in value))
  return [
    ...missing.map(key => `${path}.${key} is missing`),
    ...fields.flatMap(([key, inner]) => {
      const known = shape[key] ?? shape[`${key}?`]
      return known ? faultsOf(known, inner, `${path}.${key}`) : [`${path}.${key} is unknown`]
    }),
  ]
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}
