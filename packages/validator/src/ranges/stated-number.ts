import type { Location } from '@bulkhead/diagnostics'
import type { NumberName } from '@bulkhead/ipam'
import { objectName } from '../manifest.ts'
import { layeredValues } from './layers.ts'
import type { Stater } from './stater.ts'

/** A number in a manifest that goes with addresses. */
export interface StatedNumber {
  readonly of: NumberName
  readonly value: number
  readonly cluster: string | undefined
  readonly object: string | undefined
  readonly file: string
  locate(): Location
}

export function readNumbers({ table, layers, cluster }: Stater): readonly StatedNumber[] {
  return (table.numbers ?? []).flatMap(({ of, at }) =>
    layeredValues(layers, at).flatMap(({ manifest, path, value }) =>
      typeof value === 'number'
        ? {
            of,
            value,
            cluster,
            object: objectName(manifest) || undefined,
            file: manifest.file,
            locate: () => manifest.locate(path),
          }
        : [],
    ),
  )
}
