import {
  findInputFiles,
  Places,
  provenancePath,
  recordedPathFault,
  type ProvenFile,
} from '@bulkhead/blueprint'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'

export const recordNamesForeignFile: Rule = {
  id: 'GEN008',
  name: 'record-names-foreign-file',
  severity: 'error',
  summary: 'The record of what was generated names only files that a pack of the fleet writes.',

  *check(snapshot) {
    const { provenance, scope } = snapshot
    if (!provenance) return
    // A commit that touches neither the record nor a pack changes nothing of what they say.
    if (scope && ![...scope].some(path => decides.test(path))) return
    const faultOf = faultsFor(snapshot)
    for (const [path, entry] of provenance.files) {
      const fault = faultOf(path, entry)
      if (fault === undefined) continue
      yield {
        message: `the record names ${path}, which bulkhead did not write: ${fault}`,
        location: { file: provenancePath, line: lineOf(snapshot, path), column: 5 },
        hint: 'Run `bulkhead generate`, which writes the record anew and leaves the file alone.',
        concerns: changed => changed.startsWith('fleet/packs/'),
      }
    }
  },
}

const decides = /^(?:\.bulkhead\/lock\.json$|fleet\/packs\/)/

/** Where our packs are not at hand, only what no pack writes is known. */
function faultsFor(snapshot: Snapshot): (path: string, entry: ProvenFile) => string | undefined {
  const { ourPacks, paths } = snapshot
  if (!ourPacks) return recordedPathFault
  const read = (path: string) => snapshot.read(path)
  const places = new Places(ourPacks(), findInputFiles({ paths, read }).ownPacks)
  return (path, entry) => places.faultOf(path, entry, snapshot.read(path))
}

function lineOf(snapshot: Snapshot, path: string): number {
  const text = snapshot.read(provenancePath) ?? ''
  const at = text.indexOf(`${JSON.stringify(path)}:`)
  return at === -1 ? 1 : text.slice(0, at).split('\n').length
}
