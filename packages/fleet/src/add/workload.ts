import type { Addition } from './addition.ts'
import { environmentsOf, regionsOf, teamsOf, workloadsOf } from './choices.ts'
import { newDocument } from './new-document.ts'

export const workload: Addition = {
  kind: 'workload',
  summary: 'a workload, with its base and an overlay for each cluster that runs it',
  questions: [
    { name: 'name', message: 'Name of the workload', type: 'text' },
    { name: 'team', message: 'Team that owns it', type: 'text', choices: teamsOf },
    { name: 'image', message: 'Container image', type: 'text', default: '' },
    { name: 'port', message: 'Port it serves', type: 'number', default: 8080 },
    {
      name: 'tier',
      message: 'Tier: 1 survives the loss of a region, 2 of a cluster, 3 of a zone',
      type: 'number',
      default: 3,
    },
    { name: 'namespace', message: 'Namespace, if not its name', type: 'text', default: '' },
    {
      name: 'environments',
      message: 'Environments, if not all',
      type: 'list',
      default: [],
      choices: environmentsOf,
    },
    {
      name: 'regions',
      message: 'Regions, if not all',
      type: 'list',
      default: [],
      choices: regionsOf,
    },
    {
      name: 'exposure',
      message: 'cluster, or global for one service over all clusters',
      type: 'text',
      default: 'cluster',
      choices: () => ['cluster', 'global'],
    },
    {
      name: 'callers',
      message: 'Workloads that may call it',
      type: 'list',
      default: [],
      choices: workloadsOf,
    },
  ],
  edit(answers, context) {
    const environments = answers.list('environments')
    const regions = answers.list('regions')
    const exposure = answers.text('exposure')
    return [
      newDocument(
        'Workload',
        answers.required('name'),
        {
          tier: answers.number('tier'),
          team: answers.required('team'),
          namespace: answers.text('namespace'),
          image: answers.text('image'),
          port: answers.number('port'),
          placement: environments || regions ? { environments, regions } : undefined,
          exposure: exposure === 'cluster' ? undefined : exposure,
          callers: answers.list('callers'),
        },
        context,
      ),
    ]
  },
}
