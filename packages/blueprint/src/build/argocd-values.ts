import type { InstanceBuilder } from './builder.ts'
import { rbacPolicy } from './rbac-policy.ts'

/**
 * Values of the chart argo-cd that differ by instance: how many controllers share its clusters, who
 * may do what in its projects, and whether sets roll out step by step.
 */
export const buildArgoCdValues: InstanceBuilder = ({ fleet, options }, instance) => [
  {
    name: 'values.yaml',
    object: {
      controller: { replicas: instance.shards },
      configs: {
        ...(options['rollout'] === 'rolling' && {
          params: { 'applicationsetcontroller.enable.progressive.syncs': true },
        }),
        rbac: {
          'policy.csv': rbacPolicy(fleet, instance, {
            admins: options['admins'] as readonly string[],
            syncProtected: options['syncProtected'] === true,
          }),
        },
      },
    },
  },
]
