import { languageOf } from '@bulkhead/blueprint'
import { precompileTemplate } from '@bulkhead/blueprint/compile-template'
import { readPackFiles, readPackManifests } from '@bulkhead/workspace'
import { loadYaml } from '@bulkhead/yaml'

/**
 * The source of the module that takes the place of `render/precompiled.ts` in the package: every
 * template of ours as JavaScript, by its text.
 */
export function precompileTemplates(): string {
  const entries = [...readPackFiles()].flatMap(([path, text]) => {
    if (!path.endsWith('.hbs')) return []
    const language = languageOf(path.slice(0, -'.hbs'.length))
    return [`[${JSON.stringify(text)}, ${precompileTemplate(text, path, language)}]`]
  })
  return `export const precompiled = new Map([\n${entries.join(',\n')}\n])\n`
}

/**
 * The source of the module that takes the place of `pack/parsed-manifests.ts` in the package: what
 * each `pack.yaml` of ours says, by its text.
 */
export function parseManifests(): string {
  const entries = [...readPackManifests()].flatMap(([path, text]) =>
    text === '' ? [] : [[text, loadYaml(text, path)[0]]],
  )
  // Parsed from a text, which is faster than an object written as code.
  return `export const parsedManifests = new Map(JSON.parse(${JSON.stringify(JSON.stringify(entries))}))\n`
}

/** The source of the module that takes the place of `bundled-packs.ts` in the package. */
export function bundlePacks(): string {
  // Parsed when they are asked for: most commands are not about packs.
  return `export const bundledPacks = () => new Map(JSON.parse(${JSON.stringify(JSON.stringify([...readPackFiles()]))}))\n`
}
