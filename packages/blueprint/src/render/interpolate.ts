import type { Render, View } from './templates.ts'
import { compileTemplate } from './templates.ts'

export type Interpolate = (view: View) => unknown

/**
 * Prepares data whose texts may hold `{{…}}`: numbers, lists and mappings keep their type, texts
 * are rendered. Keys are taken as they are.
 */
export function compileData(data: unknown, file: string): Interpolate {
  if (typeof data === 'string') {
    if (!data.includes('{{')) return () => data
    const render: Render = compileTemplate(data, file, 'text')
    return render
  }
  if (Array.isArray(data)) {
    const items = data.map(item => compileData(item, file))
    return view => items.map(item => item(view))
  }
  if (typeof data === 'object' && data !== null) {
    const members = Object.entries(data).map(
      ([key, value]) => [key, compileData(value, file)] as const,
    )
    return view => Object.fromEntries(members.map(([key, value]) => [key, value(view)]))
  }
  return () => data
}
