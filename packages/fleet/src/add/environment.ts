import { FleetError } from '@bulkhead/diagnostics'
import type { Addition } from './addition.ts'
import { appendToDocument } from './append-to-document.ts'
import { environmentsOf } from './choices.ts'
import { checkFree, checkName } from './new-document.ts'

export const environment: Addition = {
  kind: 'environment',
  summary: 'an environment, last in promotion order',
  questions: [
    { name: 'name', message: 'Name of the environment', type: 'text' },
    {
      name: 'protected',
      message: 'Must a person agree to deletions?',
      type: 'yes-no',
      default: false,
    },
  ],
  edit(answers, context) {
    const name = answers.required('name')
    checkName('environment', name)
    const [fleet] = context.spec.Fleet
    if (!fleet) {
      throw new FleetError({
        code: 'SPEC_NO_FLEET',
        message: 'there is no fleet to add to',
        hint: 'Run `bulkhead init`.',
      })
    }
    checkFree('environment', name, environmentsOf(context.spec))
    const item = { name, protected: answers.isYes('protected') || undefined }
    return [appendToDocument(fleet, ['spec', 'environments'], item, context)]
  },
}
