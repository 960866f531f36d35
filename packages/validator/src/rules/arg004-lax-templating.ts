import { listOf, objectOf, type Json } from '@bulkhead/argocd'
import type { ExpandedSet } from '@bulkhead/state'
import { placeIn } from '../delivery.ts'
import { firstAndMore } from '../describe-many.ts'
import type { Rule } from '../rule.ts'

export const laxTemplating: Rule = {
  id: 'ARG004',
  name: 'lax-templating',
  severity: 'warning',
  summary:
    'An ApplicationSet fails for a parameter that is not there, instead of writing something else.',

  *check({ delivery }) {
    for (const argocd of delivery.argocds) {
      for (const set of argocd.compiled.sets) {
        const laxity = laxityOf(set)
        if (!laxity) continue
        yield {
          message: `the ApplicationSet ${set.name} ${laxity.message}`,
          location: placeIn(set.built.locate(laxity.path), argocd),
          hint: 'Write `goTemplate: true` and `goTemplateOptions: [missingkey=error]`, and parameters as `{{ .name }}`.',
          object: `ApplicationSet/${set.namespace}/${set.name}`,
          concerns: path => delivery.isReadBy(argocd, path),
        }
      }
    }
  },
}

interface Laxity {
  readonly message: string
  readonly path: readonly string[]
}

function laxityOf({ built: { value }, applications }: ExpandedSet): Laxity | undefined {
  const spec = objectOf(value['spec'])
  const { goTemplate, goTemplateOptions, template, templatePatch, generators } = spec
  // What takes no parameter misses none.
  if (tagsIn([template ?? null, templatePatch ?? null]).length === 0) return undefined
  if (goTemplate === true) {
    if (listOf(goTemplateOptions).includes('missingkey=error')) return undefined
    const path = ['spec', goTemplateOptions === undefined ? 'goTemplate' : 'goTemplateOptions']
    return { message: 'writes "<no value>" where a parameter is missing', path }
  }
  // What a parameter brings, such as the server of a registration, is not of the set.
  const own = new Set(tagsIn([template ?? null, templatePatch ?? null, generators ?? null]))
  const left = applications.flatMap(({ name, application }) =>
    tagsIn(application)
      .filter(tag => own.has(tag))
      .map(tag => ({ name, tag })),
  )
  const path = ['spec', goTemplate === undefined ? 'template' : 'goTemplate']
  if (left.length === 0) {
    return { message: 'leaves a parameter that is missing as it is written, `{{…}}`', path }
  }
  const tags = firstAndMore(left.map(({ tag }) => tag))
  const names = firstAndMore(left.map(({ name }) => name))
  return { message: `leaves ${tags} as it is written in the Application ${names}`, path }
}

/** What stands between braces in any text of a value. */
function tagsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return value.match(/\{\{[^}]*\}\}/g) ?? []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]: [string, Json]) => [
    ...tagsIn(key),
    ...tagsIn(item),
  ])
}
