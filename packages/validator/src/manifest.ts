import { startOf, type Location } from '@bulkhead/diagnostics'
import { loadYaml, parseYaml, type YamlDocument, type YamlPath } from '@bulkhead/yaml'
import { fieldsOf, itemsOf, textOf, type Fields } from './fields.ts'

/** A document of a YAML file, or an item of a `List` in one. */
export interface Manifest {
  readonly file: string
  readonly fields: Fields
  /** Where the value at a path stands, or the nearest thing that encloses it. */
  locate(path: YamlPath): Location
}

/**
 * Every object of a file. Values are read fast; positions cost a second, slower reading, which is
 * only paid when something is to be located.
 *
 * @throws FleetError `YAML_SYNTAX` when the file is not YAML
 */
export function readManifests(file: string, text: string): readonly Manifest[] {
  let located: readonly YamlDocument[] | undefined
  const documentAt = (index: number) => {
    located ??= parseYaml(text, file).documents.filter(({ value }) => value !== null)
    return located[index]
  }
  return loadYaml(text, file).flatMap((value, index) =>
    objectsIn(fieldsOf(value), []).map(({ fields, base }): Manifest => ({
      file,
      fields,
      locate: path => documentAt(index)?.locate([...base, ...path]) ?? startOf(file),
    })),
  )
}

/** `kind/namespace/name`, with what there is of it. */
export function objectName({ fields }: Manifest): string {
  const { name, namespace } = fieldsOf(fields['metadata'])
  return [fields['kind'], namespace, name].map(textOf).filter(Boolean).join('/')
}

interface Placed {
  readonly fields: Fields
  readonly base: YamlPath
}

function objectsIn(fields: Fields, base: YamlPath): readonly Placed[] {
  if (!textOf(fields['kind'])?.endsWith('List') || !Array.isArray(fields['items'])) {
    return [{ fields, base }]
  }
  return itemsOf(fields['items']).flatMap((item, index) =>
    objectsIn(fieldsOf(item), [...base, 'items', index]),
  )
}
