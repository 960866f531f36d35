import { didYouMean, FleetError } from '@bulkhead/diagnostics'
import type { Addition } from './addition.ts'
import { appendToDocument } from './append-to-document.ts'
import { clustersOf, environmentsOf, regionsOf } from './choices.ts'
import { checkFree, checkName } from './new-document.ts'

export const cluster: Addition = {
  kind: 'cluster',
  summary: 'a cluster in a region that exists',
  questions: [
    { name: 'name', message: 'Name of the cluster', type: 'text' },
    { name: 'region', message: 'Region', type: 'text', choices: regionsOf },
    { name: 'environment', message: 'Environment', type: 'text', choices: environmentsOf },
    {
      name: 'bootstrap',
      message: 'How it comes to be, if not as usual',
      type: 'text',
      default: '',
    },
    { name: 'kubernetesVersion', message: 'Kubernetes version', type: 'text', default: '' },
    { name: 'nodes', message: 'Worker nodes', type: 'number', default: 3 },
  ],
  edit(answers, context) {
    checkName('cluster', answers.required('name'))
    const regionName = answers.required('region')
    const region = context.spec.Region.find(({ value }) => value.metadata.name === regionName)
    if (!region) {
      const known = regionsOf(context.spec)
      throw new FleetError({
        code: 'SPEC_UNKNOWN_REGION',
        message: `no region is named "${regionName}"${didYouMean(regionName, known)}`,
        hint: `The fleet has ${known.join(', ')}; \`bulkhead add region\` adds one.`,
      })
    }
    checkFree('cluster', answers.required('name'), clustersOf(context.spec))
    const item = {
      name: answers.required('name'),
      environment: answers.required('environment'),
      bootstrap: answers.text('bootstrap'),
      kubernetesVersion: answers.text('kubernetesVersion'),
      nodes: answers.number('nodes') === 3 ? undefined : answers.number('nodes'),
    }
    return [appendToDocument(region, ['spec', 'clusters'], item, context)]
  },
}
