import { languageOf } from '@bulkhead/blueprint'
import { precompileTemplate } from '@bulkhead/blueprint/compile-template'
import { readPackFiles } from '@bulkhead/workspace'

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
