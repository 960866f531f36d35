import type { Addition } from './addition.ts'
import type { Answers } from './answers.ts'
import { newDocument } from './new-document.ts'

export const fleet: Addition = {
  kind: 'fleet',
  summary: 'a fleet repository, with a first region',
  questions: [
    { name: 'name', message: 'Name of the fleet', type: 'text' },
    {
      name: 'repository',
      message: 'URL that Argo CD will clone this repository from',
      type: 'text',
    },
    { name: 'revision', message: 'Branch that Argo CD will follow', type: 'text', default: 'main' },
    {
      name: 'environments',
      message: 'Environments, in promotion order; the last is protected',
      type: 'list',
      default: ['staging', 'production'],
    },
    {
      name: 'pool',
      message: 'Range that regions take their addresses from',
      type: 'text',
      default: '10.0.0.0/8',
    },
    {
      name: 'systems',
      message: 'Systems that every cluster runs',
      type: 'list',
      default: ['cilium-clustermesh', 'mcs'],
      choices: () => ['cilium-clustermesh', 'mcs'],
    },
    {
      name: 'provider',
      message: 'Provider of the first region: aws, or kind for clusters on this machine',
      type: 'text',
      default: 'kind',
      choices: () => ['aws', 'kind'],
    },
    { name: 'region', message: 'Name of the first region', type: 'text', default: 'local' },
    {
      name: 'zones',
      message: 'Its zones',
      type: 'list',
      when: answers => (answers.text('provider') ?? 'kind') !== 'kind',
    },
    { name: 'team', message: 'Name of the first team', type: 'text', default: 'platform' },
    {
      name: 'ciBulkhead',
      message: 'Tarball of bulkhead that CI runs, an https URL or a path in the repository',
      type: 'text',
      default: '',
    },
    {
      name: 'ciSha256',
      message: 'SHA-256 of that tarball',
      type: 'text',
      when: answers => answers.text('ciBulkhead') !== undefined,
    },
  ],
  edit(answers, context) {
    const environments = answers.list('environments') ?? []
    const region = answers.required('region')
    return [
      newDocument(
        'Fleet',
        answers.required('name'),
        {
          repository: {
            url: answers.required('repository'),
            revision: answers.required('revision'),
          },
          environments: environments.map((name, i) =>
            i === environments.length - 1 ? { name, protected: true } : { name },
          ),
          network: { pools: { region: { cidr: answers.required('pool'), block: '/13' } } },
          systems: answers.list('systems') ?? [],
          ci: ciOf(answers),
        },
        context,
      ),
      newDocument(
        'Region',
        region,
        {
          provider: answers.required('provider'),
          zones: answers.list('zones'),
          clusters: environments.map(environment => ({
            name: `${region}-${environment}`,
            environment,
          })),
        },
        context,
      ),
      newDocument('Team', answers.required('team'), {}, context),
    ]
  },
}

function ciOf(answers: Answers): object | undefined {
  const place = answers.text('ciBulkhead')
  if (place === undefined) return undefined
  const field = /^[a-z]+:\/\//i.test(place) ? 'url' : 'path'
  return { bulkhead: { [field]: place, sha256: answers.required('ciSha256') } }
}
