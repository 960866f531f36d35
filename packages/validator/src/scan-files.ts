import { managedMark, ownPacksPath } from '@bulkhead/blueprint'
import { helmValues } from './helm-values.ts'
import { allKinds } from './ranges/all-kinds.ts'
import type { Repository } from './repository.ts'
import type { Texts } from './texts.ts'

/** What one look at every file found, for the rules to read further. */
export interface Scan {
  /** Repository path → text, of every file that rules look into. */
  readonly texts: ReadonlyMap<string, string>
  /** Files whose first line says that they are managed. */
  readonly marked: readonly string[]
  /** Files that may hold what a rule reads in manifests. */
  readonly manifests: readonly string[]
  readonly kustomizations: readonly string[]
  /** Files below `gitops/` that hold what is Argo CD's own. */
  readonly argocd: readonly string[]
  /** Files with a comment that suppresses findings. */
  readonly suppressing: readonly string[]
}

/**
 * Reads every file once that rules look into, and no other. Parsing thousands of manifests is what would make validation slow, so a
 * search of their text decides which few a rule can care about.
 */
export function scanFiles(repository: Repository, source: Texts): Scan {
  const paths = repository.paths.filter(path => readable.test(path))
  repository.prefetch?.(paths)
  const texts = new Map<string, string>()
  const scan = { marked: [], manifests: [], kustomizations: [], argocd: [], suppressing: [] } as {
    [K in 'marked' | 'manifests' | 'kustomizations' | 'argocd' | 'suppressing']: string[]
  }
  for (const path of paths) {
    const text = source.read(path)
    if (text === undefined) continue
    texts.set(path, text)
    if (path.startsWith(ownPacksPath)) continue
    if (markedLine.test(text)) scan.marked.push(path)
    if (text.includes('bulkhead-ignore')) scan.suppressing.push(path)
    if (kustomizationFile.test(path)) scan.kustomizations.push(path)
    else if (manifestFile.test(path) && !path.startsWith('fleet/')) {
      if (path.startsWith('gitops/') && ofArgoCd.test(text)) scan.argocd.push(path)
      if (interesting.test(text) || helmValues.test(path)) scan.manifests.push(path)
    }
  }
  return { texts, ...scan }
}

/**
 * What is text by its name and can be a manifest, values, a part of the spec or of its packs, or a
 * file that our own packs write. Any other is read when a kustomization names it, or the record.
 */
const readable =
  /\.(?:ya?ml|json|md)$|(?:^|\/)(?:Kustomization|CODEOWNERS|\.gitignore|\.gitattributes)$|^fleet\/packs\//

/** Whether rules look into a file because of its name. */
export function isScanned(path: string): boolean {
  return readable.test(path)
}

/** The first line of a managed file, as a comment of YAML and its like, or of Markdown. */
const markedLine = new RegExp(`^\\uFEFF?(?:#|<!--) ${managedMark}\\b`)

const kustomizationFile = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/
const manifestFile = /\.(?:ya?ml|json)$/
/** Letters that a scalar in quotes can be written by: few files have them, and those are parsed. */
const escapes = String.raw`\\(?:x[0-9a-fA-F]{2}|u00|U0000)`
const ofArgoCd = new RegExp(`argoproj\\.io/|${escapes}`)
/** What says something about addresses, or may hold a Secret. */
const interesting = new RegExp(
  `\\bkind["']?\\s*:\\s*["']?(?:Secret|SecretList|List|${kindNames()})\\b|${words()}|^["']?(?:cluster|service)-cidr["']?\\s*:|\\bkind["']?\\s*:\\s*[!&*>|?]|${escapes}`,
  'm',
)

function kindNames(): string {
  const kinds = [...allKinds.values()].filter(({ words }) => !words)
  return [...new Set(kinds.map(({ kind }) => kind))].join('|')
}

function words(): string {
  return [...allKinds.values()].flatMap(({ words }) => words ?? []).join('|')
}
