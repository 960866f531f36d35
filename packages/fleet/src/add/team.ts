import type { Addition } from './addition.ts'
import { newDocument } from './new-document.ts'

export const team: Addition = {
  kind: 'team',
  summary: 'a team, with Argo CD projects of its own',
  questions: [
    { name: 'name', message: 'Name of the team', type: 'text' },
    { name: 'description', message: 'What it does', type: 'text', default: '' },
    {
      name: 'owners',
      message: 'Who reviews its files, as @organisation/team',
      type: 'list',
      default: [],
    },
  ],
  edit(answers, context) {
    const spec = { description: answers.text('description'), owners: answers.list('owners') }
    return [newDocument('Team', answers.required('name'), spec, context)]
  },
}
