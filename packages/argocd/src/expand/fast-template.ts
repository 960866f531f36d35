import { quoteGo, type GoMap } from '@bulkhead/gotemplate'
import { RenderError } from './render-error.ts'

/** What is between the braces of one line makes a text a template at all. */
const isTemplated = /\{\{.*\}\}/

/**
 * Replaces `{{ key }}` by the parameter of that name, as Argo CD does with valyala/fasttemplate where
 * `goTemplate` is not set. What is no parameter, or not a text, stays as it is written. What is put
 * in is not looked at again.
 *
 * @param write is told how long the text has become
 * @throws RenderError for braces that are opened and not closed; what `write` throws
 */
export function renderFastTemplate(
  template: string,
  params: GoMap,
  write: (length: number) => void,
): string {
  if (!isTemplated.test(template)) return template
  let out = ''
  let at = 0
  for (;;) {
    const open = template.indexOf('{{', at)
    if (open < 0) return out + template.slice(at)
    const close = template.indexOf('}}', open + 2)
    if (close < 0) {
      const rest = quoteGo(template.slice(open + 2))
      throw new RenderError(
        `invalid template: Cannot find end tag="}}" in the template=${quoteGo(template)} starting from ${rest}`,
      )
    }
    const tag = template.slice(open + 2, close)
    const key = tag.trim()
    const value = key === '' ? undefined : params.entries.get(key)
    out += template.slice(at, open) + (typeof value === 'string' ? value : `{{${tag}}}`)
    write(out.length)
    at = close + 2
  }
}
