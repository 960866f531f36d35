import { posix } from 'node:path'
import { listOf, objectOf, textOf, type JsonObject } from '@bulkhead/argocd'
import type { ApplicationSourceRef, ManagedApplication } from './application.ts'
import { buildEnvironment } from './build-environment.ts'
import { isAtHand, type StateRepository } from './repository.ts'
import { SourceFault, UnknownSource } from './source-fault.ts'
import { withSourceFiles } from './source-files.ts'
import { pathOf } from './value-files.ts'
import { fixedPart } from './walk.ts'

/**
 * The paths in this repository that an Application names beside the directories of its sources:
 * files of values and components, there or not. For a pattern stands the directory that everything
 * it can match lies in.
 */
export function pathsBeside(
  application: ManagedApplication,
  repository: StateRepository,
): readonly string[] {
  return application.sources.flatMap(source => {
    const { helm, kustomize } = optionsOf(source, application, repository)
    const { valueFiles, fileParameters } = objectOf(helm)
    const expand = buildEnvironment(application, source)
    const context = { source, sources: application.sources, repository, expand }
    const names = [
      ...listOf(valueFiles),
      ...listOf(fileParameters).map(one => objectOf(one)['path'] ?? ''),
    ]
    const files = names.flatMap(name => known(() => pathOf(textOf(name), context)) ?? [])
    const components = listOf(objectOf(kustomize)['components'])
      .map(textOf)
      .map(component => posix.join(source.path ?? '', component))
    return [...files, ...components].map(fixedPart)
  })
}

/** What a source says, and files in its directory of it. */
function optionsOf(
  { value, path, repoURL, targetRevision }: ApplicationSourceRef,
  { name }: ManagedApplication,
  repository: StateRepository,
): JsonObject {
  if (path === undefined || !isAtHand(repository, repoURL, targetRevision)) return value
  return known(() => withSourceFiles(value, { name, path }, repository)) ?? value
}

/** Nothing where a source is refused or not known: then it deploys nothing that could change. */
function known<T>(find: () => T): T | undefined {
  try {
    return find()
  } catch (error) {
    if (error instanceof SourceFault || error instanceof UnknownSource) return undefined
    throw error
  }
}
