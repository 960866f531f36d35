import { buildArgoCdValues } from './argocd-values.ts'
import { buildAppProjects } from './app-projects.ts'
import { buildApplicationSets } from './application-sets.ts'
import type { Builder, InstanceBuilder } from './builder.ts'
import { buildRootApplications } from './root-applications.ts'
import { buildSpecSchema } from './spec-schema.ts'

/** A builder, and the scope of the groups that may name it. */
export type ScopedBuilder =
  | { readonly scope: 'fleet'; readonly build: Builder }
  | { readonly scope: 'instance'; readonly build: InstanceBuilder }

/** The builders that a `pack.yaml` can name. */
export const builders: Readonly<Record<string, ScopedBuilder>> = {
  'app-projects': { scope: 'instance', build: buildAppProjects },
  'application-sets': { scope: 'instance', build: buildApplicationSets },
  'argocd-values': { scope: 'instance', build: buildArgoCdValues },
  'root-applications': { scope: 'instance', build: buildRootApplications },
  'spec-schema': { scope: 'fleet', build: buildSpecSchema },
}
