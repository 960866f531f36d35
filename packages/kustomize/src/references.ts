import type { YamlPath } from '@bulkhead/yaml'

/** A path that a kustomization file names, as written. */
export interface Reference {
  /** Where in the file it stands. */
  readonly path: YamlPath
  readonly target: string
  /** Whether a directory will do: one that holds a kustomization. */
  readonly mayBeDirectory: boolean
}

/** The fields of a kustomization file, whatever is in them. */
type Fields = Readonly<Record<string, unknown>>

/** Every file and directory that a kustomization file names. What is malformed names nothing. */
export function readReferences(fields: Fields): readonly Reference[] {
  return [
    ...['resources', 'bases', 'components'].flatMap(field => paths([field], fields[field], true)),
    ...['generators', 'transformers', 'validators'].flatMap(field =>
      paths([field], fields[field], true).filter(isNotInline),
    ),
    ...['crds', 'configurations'].flatMap(field => paths([field], fields[field])),
    ...paths(['patchesStrategicMerge'], fields['patchesStrategicMerge']).filter(isNotInline),
    ...['patches', 'patchesJson6902', 'replacements'].flatMap(field =>
      itemsOf(fields[field]).flatMap((item, index) =>
        path([field, index, 'path'], fieldsOf(item)['path']),
      ),
    ),
    ...['configMapGenerator', 'secretGenerator'].flatMap(field =>
      itemsOf(fields[field]).flatMap((item, index) => generatorFiles([field, index], item)),
    ),
    ...path(['openapi', 'path'], fieldsOf(fields['openapi'])['path']),
    ...itemsOf(fields['helmCharts']).flatMap((item, index) => [
      ...path(['helmCharts', index, 'valuesFile'], fieldsOf(item)['valuesFile']),
      ...paths(
        ['helmCharts', index, 'additionalValuesFiles'],
        fieldsOf(item)['additionalValuesFiles'],
      ),
    ]),
  ]
}

function generatorFiles(base: YamlPath, item: unknown): readonly Reference[] {
  const { files, envs, env } = fieldsOf(item)
  return [
    // `key=path` gives the file another key than its name.
    ...paths([...base, 'files'], files).map(reference => ({
      ...reference,
      target: reference.target.slice(reference.target.indexOf('=') + 1),
    })),
    ...paths([...base, 'envs'], envs),
    ...path([...base, 'env'], env),
  ]
}

function paths(base: YamlPath, list: unknown, mayBeDirectory = false): readonly Reference[] {
  return itemsOf(list).flatMap((item, index) => path([...base, index], item, mayBeDirectory))
}

function path(at: YamlPath, value: unknown, mayBeDirectory = false): readonly Reference[] {
  const target = textOf(value)
  return target === undefined || target === '' ? [] : [{ path: at, target, mayBeDirectory }]
}

/** Some fields take YAML in place of a path. */
function isNotInline({ target }: Reference): boolean {
  return !target.includes('\n') && !/^\s*\{/.test(target) && !target.includes(': ')
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {}
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
