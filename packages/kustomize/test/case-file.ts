import type { KustomizationEdit } from '../src/edit/kustomization-edit.ts'

/** One build of a feature file: what goes in, and what kustomize made of it. */
export interface FeatureCase {
  readonly title: string
  readonly files: ReadonlyMap<string, string>
  /** What is changed in the kustomization first, as JSON. */
  readonly edits: readonly KustomizationEdit[] | undefined
  /** The recorded output; nothing where kustomize refuses the input. */
  readonly want: string | undefined
}

/**
 * Reads a feature file: `=== title` begins a case, `-- path --` a file of it, `-- want --` the
 * output and `-- want error --` the lack of one; `-- edits --` are edits, each a line of JSON. The kustomization to build is in the first
 * directory that is named.
 */
export function parseCases(text: string): FeatureCase[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map(part => {
      const [title = '', ...sections] = part.split(/^-- (?=.* --$)/m)
      const files = new Map<string, string>()
      let want: string | undefined
      let edits: readonly KustomizationEdit[] | undefined
      for (const section of sections) {
        const end = section.indexOf(' --\n')
        const name = section.slice(0, end)
        const content = section.slice(end + 4)
        if (name === 'want') want = content
        else if (name === 'edits') edits = readEdits(content)
        else if (name !== 'want error') files.set(name, content)
      }
      return { title: title.trim(), files, edits, want }
    })
}

function readEdits(text: string): readonly KustomizationEdit[] {
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as KustomizationEdit)
}

export function stringifyCases(cases: readonly FeatureCase[]): string {
  return cases
    .map(({ title, files, edits, want }) => {
      const inputs = [...files].map(([path, content]) => `-- ${path} --\n${content}`).join('')
      const lines = edits?.map(edit => `${JSON.stringify(edit)}\n`).join('')
      const changes = lines === undefined ? '' : `-- edits --\n${lines}`
      return `=== ${title}\n${inputs}${changes}${want === undefined ? '-- want error --\n' : `-- want --\n${want}`}`
    })
    .join('')
}

/** The directory to build: that of the first file. */
export function rootOf({ files }: FeatureCase): string {
  const [first = ''] = files.keys()
  return first.split('/').slice(0, -1).join('/')
}
