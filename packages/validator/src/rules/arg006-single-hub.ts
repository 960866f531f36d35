import type { Rule } from '../rule.ts'

export const singleHub: Rule = {
  id: 'ARG006',
  name: 'single-hub',
  severity: 'info',
  summary: 'The clusters of several regions do not hang on one Argo CD.',

  *check({ fleet, sources, delivery }) {
    const regions = [...new Set(fleet.clusters.map(({ region }) => region.name))]
    // Before there is a tree there is no hub either.
    if (fleet.argocd.topology !== 'hub' || regions.length < 2) return
    if (delivery.argocds.length === 0) return
    const at = (...path: string[]) => sources.locate('Fleet', fleet.name, path)
    const stated = at('spec', 'gitops', 'argocd', 'topology')
    const isStated = stated?.line !== at('spec')?.line
    const location = isStated ? stated : at('metadata', 'name')
    if (!location) return
    yield {
      message: `one Argo CD delivers to ${regions.length} regions: while it is down, none of them can be changed`,
      location,
      hint: 'Choose `topology: regional` in fleet/, if the loss of one region must not keep the others from being changed.',
      concerns: path => path.startsWith('fleet/'),
    }
  },
}
