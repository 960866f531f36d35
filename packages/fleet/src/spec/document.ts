import { Type, type TObject, type TSchema } from 'typebox'
import { apiVersion } from './api-version.ts'

/** A record that accepts the named members and no others. */
export function closed<Members extends Record<string, TSchema>>(
  members: Members,
  description: string,
) {
  return Type.Object(members, { additionalProperties: false, description })
}

/** A Kubernetes-style document of one kind. */
export function documentOf<Kind extends string, Spec extends TObject>(
  kind: Kind,
  spec: Spec,
  description: string,
) {
  return closed(
    {
      apiVersion: Type.Literal(apiVersion),
      kind: Type.Literal(kind),
      metadata: closed(
        { name: name(`The name of this ${kind.toLowerCase()}, unique among its kind.`) },
        'What identifies the document.',
      ),
      spec,
    },
    description,
  )
}

/** A DNS-1123 label in the editor; `check/names.ts` says in a sentence what is wrong with one that is not. */
export function name(description: string) {
  return Type.String({ description })
}

/** One word of a few. */
export function oneOf<const Option extends string>(
  options: readonly Option[],
  description: string,
) {
  const literals = options.map(option => Type.Literal(option))
  return Type.Unsafe<Option>(Type.Union(literals, { description }))
}
