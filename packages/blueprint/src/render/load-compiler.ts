import type { Budget } from '@bulkhead/diagnostics'
import { precompiled } from './precompiled.ts'
import { createEngine, located, type Render, type TemplateLanguage } from './template-helpers.ts'

/** See `compileTemplate`. */
export type CompileTemplate = (text: string, file: string, language: TemplateLanguage) => Render

/**
 * What compiles the given templates. The compiler itself is loaded only if one of them was not
 * compiled when the package was built: it takes as long as the rest of a small run.
 */
export async function loadCompiler(
  texts: Iterable<string>,
  budget: Budget,
): Promise<CompileTemplate> {
  for (const text of texts) {
    if (precompiled.has(text)) continue
    const { compileTemplate } = await import('./compile-template.ts')
    return (source, file, language) => compileTemplate(source, file, language, budget)
  }
  const { default: runtime } = await import('handlebars/runtime.js')
  const engine = createEngine(runtime)
  return (text, file) => {
    const template = precompiled.get(text)
    if (!template) throw new Error(`the compiler was not loaded for ${file}`)
    return located(engine.template(template), text, file, budget)
  }
}
