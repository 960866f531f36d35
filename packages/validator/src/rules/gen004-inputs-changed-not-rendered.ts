import { startOf } from '@bulkhead/diagnostics'
import { provenancePath } from '@bulkhead/blueprint'
import type { Rule } from '../rule.ts'

export const inputsChangedNotRendered: Rule = {
  id: 'GEN004',
  name: 'inputs-changed-not-rendered',
  severity: 'error',
  summary: 'The tree was generated from the spec as it is now.',

  *check(snapshot) {
    const { provenance, provenanceProblems } = snapshot
    // GEN006 reports a record that cannot be read.
    if (provenanceProblems.length > 0) return
    if (provenance?.inputs === snapshot.hashInputs()) return
    yield {
      message: provenance
        ? 'fleet/ has changed since the tree was generated from it'
        : `nothing has been generated from fleet/: there is no ${provenancePath}`,
      location: startOf(snapshot.locateFleet().file),
      hint: 'Run `bulkhead generate` and commit what it writes.',
      // Which of the inputs changed cannot be told from one hash over all of them.
      concerns: path => isInput.test(path) || path === provenancePath,
    }
  },
}

const isInput =
  /^fleet\/|^(?:apps|infrastructure)\/[^/]+\/(?:base|overlays\/[^/]+\/local)\/kustomization\.yaml$/
