import type { Addition } from './addition.ts'
import { environmentsOf } from './choices.ts'
import { newDocument } from './new-document.ts'

export const region: Addition = {
  kind: 'region',
  summary: 'a region, with its block of addresses and a cluster for each environment',
  questions: [
    { name: 'name', message: 'Name of the region, as its provider calls it', type: 'text' },
    { name: 'provider', message: 'Provider', type: 'text', default: 'aws' },
    {
      name: 'zones',
      message: 'Zones',
      type: 'list',
      when: answers => answers.text('provider') !== 'kind',
    },
    {
      name: 'environment',
      message: 'Environments to run a cluster for',
      type: 'list',
      default: [],
      choices: environmentsOf,
    },
    { name: 'residency', message: 'Where data must stay, if anywhere', type: 'text', default: '' },
    {
      name: 'kubernetesVersion',
      message: 'Kubernetes version of its clusters',
      type: 'text',
      default: '',
    },
  ],
  edit(answers, context) {
    const name = answers.required('name')
    const kubernetesVersion = answers.text('kubernetesVersion')
    return [
      newDocument(
        'Region',
        name,
        {
          provider: answers.required('provider'),
          zones: answers.list('zones'),
          residency: answers.text('residency'),
          clusters: answers.list('environment')?.map(environment => ({
            name: `${name}-${environment}`,
            environment,
            kubernetesVersion,
          })),
        },
        context,
      ),
    ]
  },
}
