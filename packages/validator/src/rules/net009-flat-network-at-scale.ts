import type { Rule } from '../rule.ts'

/** Beyond these, one plan for all addresses binds teams and clouds that have little else in common. */
const mostClusters = 10

export const flatNetworkAtScale: Rule = {
  id: 'NET009',
  name: 'flat-network-at-scale',
  severity: 'info',
  summary: 'A flat network joins few clusters of one provider.',

  *check(snapshot) {
    const { fleet, sources } = snapshot
    // Clusters without zones are local, and in nobody's network.
    const clusters = fleet.clusters.filter(
      ({ region: { isIsland, zones } }) => !isIsland && zones.length > 0,
    )
    const providers = [...new Set(clusters.map(({ region }) => region.provider))]
    if (clusters.length <= mostClusters && providers.length < 2) return
    const from = providers.length > 1 ? ` from ${providers.sort().join(', ')}` : ''
    yield {
      message: `${clusters.length} clusters${from} are in one flat network`,
      location:
        sources.locate('Fleet', fleet.name, ['spec', 'network', 'model']) ?? snapshot.locateFleet(),
      hint: 'Let clusters that have no need of pod addresses elsewhere be islands, with `model: island` of their region.',
    }
  },
}
