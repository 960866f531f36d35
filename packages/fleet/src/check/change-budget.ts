import { didYouMean, type Problem } from '@bulkhead/diagnostics'
import type { Spec } from '../read-spec.ts'

/** A limit counts environments that there are, and limits something. */
export function checkChangeBudget(spec: Spec): Problem[] {
  return spec.Fleet.flatMap(({ value: { spec: fleet }, source }) => {
    const known = fleet.environments.map(({ name }) => name)
    return (fleet.changeBudget?.reach ?? []).flatMap((limit, i): Problem[] => {
      const { in: counted = [], ...numbers } = limit
      const path = ['spec', 'changeBudget', 'reach', i]
      const unknown = counted.flatMap((name, j): Problem[] =>
        known.includes(name)
          ? []
          : [
              {
                code: 'SPEC_UNKNOWN_ENVIRONMENT',
                message: `no environment is named "${name}"${didYouMean(name, known)}`,
                location: source.locate([...path, 'in', j]),
                hint: `The fleet has ${known.join(', ')}.`,
              },
            ],
      )
      if (Object.keys(numbers).length > 0) return unknown
      return [
        ...unknown,
        {
          code: 'SPEC_CHANGE_BUDGET',
          message: 'this limit limits nothing',
          location: source.locate(path),
          hint: 'Say the most clusters, regions, environments or providers, such as `regions: 1`.',
        },
      ]
    })
  })
}
