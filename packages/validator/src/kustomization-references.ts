import type { YamlPath } from '@bulkhead/yaml'
import { fieldsOf, itemsOf, textOf } from './fields.ts'
import type { Manifest } from './manifest.ts'

/** A path that a kustomization file names, as written. */
export interface Reference {
  /** Where in the file it stands. */
  readonly path: YamlPath
  readonly target: string
  /** Whether a directory will do: one that holds a kustomization. */
  readonly mayBeDirectory: boolean
}

/** Every file and directory that a kustomization file names. */
export function readReferences({ fields }: Manifest): readonly Reference[] {
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
