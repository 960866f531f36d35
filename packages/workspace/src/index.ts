export { applyChanges, type DecidedChanges } from './apply-changes.ts'
export { checkPath } from './check-path.ts'
export { compareTree, type Edit, type TreeComparison } from './compare-tree.ts'
export { branchPoint } from './branch-point.ts'
export type { GitFiles } from './git-files.ts'
export { installHook, type HookInstallation } from './install-hook.ts'
export { keptTexts, type KeptTexts } from './kept-texts.ts'
export { kustomizeFiles } from './kustomize-files.ts'
export { commitOf } from './name-commit.ts'
export { nextProvenance, type NextProvenance } from './next-provenance.ts'
export { readRecorded } from './merged-provenance.ts'
export { readProvenance, recordsIn, type RecordedProvenance } from './provenance-store.ts'
export { readAnswerFile } from './read-answer-file.ts'
export { readNamedFile } from './read-named-file.ts'
export { readCommit } from './read-commit.ts'
export { readDisk } from './read-disk.ts'
export { readIndex } from './read-index.ts'
export { readSource, sourceOf } from './read-source.ts'
export { readSpecFiles } from './read-spec-files.ts'
export type { RepositoryFiles, SkippedPath } from './repository-files.ts'
export { stagedPaths } from './staged-paths.ts'
export { unifiedDiff } from './unified-diff.ts'
export type { Change, Verdict } from './verdict.ts'
export { planRepository, type RepositoryPlan } from './plan-repository.ts'
export { readPackFiles, readPackManifest } from './read-pack-files.ts'
export { startRepository } from './start-repository.ts'
export {
  hasConflictMarkers,
  isReplaying,
  mergeBase,
  readUnresolved,
  type UnresolvedFile,
} from './unresolved-merge.ts'
