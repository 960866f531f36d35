import type { Fleet } from '@bulkhead/fleet'
import { chartSource } from './build/application-sets.ts'
import { argoCdChart } from './build/root-applications.ts'
import { instancePaths } from './instance-paths.ts'
import { manifestValue } from './pack/manifest-value.ts'

/** A source of an Application whose chart the fleet asks for by the name of a system. */
export type AskedChart = ReturnType<typeof chartSource>

/**
 * The Helm charts that the packs of a fleet deliver, as the sources that Applications of an
 * ApplicationSet have: what stands for a cluster is not filled in. They are worked out of the packs
 * and never taken from the tree, which anybody can write.
 *
 * @param manifestOf the text of the `pack.yaml` of a pack; nothing where there is none
 */
export function askedCharts(
  fleet: Fleet,
  manifestOf: (pack: string) => string | undefined,
): readonly AskedChart[] {
  const systems = fleet.systems.flatMap(name => {
    const { application } = readSpec(manifestOf(name))
    return application?.helm ? [chartSource(name, application.helm)] : []
  })
  const { options = {} } = readSpec(manifestOf('argocd'))
  const defaults = Object.entries(options.properties ?? {}).map(([name, { default: value }]) => [
    name,
    value,
  ])
  const settings = { ...Object.fromEntries(defaults), ...fleet.options['argocd'] }
  const own = fleet.argocd.instances.map(instance =>
    argoCdChart(instancePaths(instance).directory, settings),
  )
  return [...systems, ...(settings['install'] === true ? own : [])]
}

interface PackFields {
  readonly application?: { readonly helm?: Parameters<typeof chartSource>[1] }
  readonly options?: {
    readonly properties?: Readonly<Record<string, { readonly default?: unknown }>>
  }
}

/** A pack that is not sound asks for nothing: `generate` says what is wrong with it. */
function readSpec(text: string | undefined): PackFields {
  const pack = text === undefined ? undefined : manifestValue(text)
  const spec = (pack as { readonly spec?: PackFields } | null | undefined)?.spec ?? {}
  const { helm } = spec.application ?? {}
  const isSound = !helm || (Array.isArray(helm.values) && helm.values.every(isText))
  return isSound ? spec : {}
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}
