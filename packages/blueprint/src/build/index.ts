import { buildAppProjects } from './app-projects.ts'
import { buildApplicationSets } from './application-sets.ts'
import type { Builder } from './builder.ts'
import { buildRootApplications } from './root-applications.ts'
import { buildSpecSchema } from './spec-schema.ts'

/** The builders that a `pack.yaml` can name. */
export const builders: Readonly<Record<string, Builder>> = {
  'app-projects': buildAppProjects,
  'application-sets': buildApplicationSets,
  'root-applications': buildRootApplications,
  'spec-schema': buildSpecSchema,
}
