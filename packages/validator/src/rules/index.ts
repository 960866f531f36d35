import type { Rule } from '../rule.ts'
import { duplicateApplicationName } from './arg001-duplicate-application-name.ts'
import { appsetSelectsNothing } from './arg002-appset-selects-nothing.ts'
import { expandedPathMissing } from './arg003-expanded-path-missing.ts'
import { laxTemplating } from './arg004-lax-templating.ts'
import { floatingRevisionInProd } from './arg005-floating-revision-in-prod.ts'
import { singleHub } from './arg006-single-hub.ts'
import { twoOwners } from './arg007-two-owners.ts'
import { cascadeDeleteUnguarded } from './arg008-cascade-delete-unguarded.ts'
import { projectDoesNotPermit } from './arg009-project-does-not-permit.ts'
import { allAtOnceRollout } from './arg010-all-at-once-rollout.ts'
import { suppressionWithoutReason } from './cfg001-suppression-without-reason.ts'
import { unusedOrExpiredSuppression } from './cfg002-unused-or-expired-suppression.ts'
import { inventoryTreeMismatch } from './cfg003-inventory-tree-mismatch.ts'
import { fileNotChecked } from './cfg004-file-not-checked.ts'
import { generatedFileModified } from './gen001-generated-file-modified.ts'
import { generatedFileMissing } from './gen002-generated-file-missing.ts'
import { generatedFileOrphaned } from './gen003-generated-file-orphaned.ts'
import { inputsChangedNotRendered } from './gen004-inputs-changed-not-rendered.ts'
import { lockConflicted } from './gen006-lock-conflicted.ts'
import { recordNamesForeignFile } from './gen008-record-names-foreign-file.ts'
import { danglingReference } from './kus001-dangling-reference.ts'
import { kustomizationDoesNotBuild } from './kus009-kustomization-does-not-build.ts'
import { rootNotChecked } from './kus010-root-not-checked.ts'
import { podServiceOverlapInCluster } from './net001-pod-service-overlap-in-cluster.ts'
import { podCidrOverlapAcrossClusters } from './net002-pod-cidr-overlap-across-clusters.ts'
import { vpcOverlap } from './net003-vpc-overlap.ts'
import { serviceCidrOverlapAcrossClusters } from './net004-service-cidr-overlap-across-clusters.ts'
import { cidrNotCanonical } from './net005-cidr-not-canonical.ts'
import { implicitDefaultCidr } from './net006-implicit-default-cidr.ts'
import { meshIdentity } from './net007-mesh-identity.ts'
import { poolAccounting } from './net008-pool-accounting.ts'
import { flatNetworkAtScale } from './net009-flat-network-at-scale.ts'
import { providerLimit } from './net010-provider-limit.ts'
import { unreadableManifest } from './sch003-unreadable-manifest.ts'
import { plaintextSecret } from './sec001-plaintext-secret.ts'

/** Every rule, in order of id. */
export const allRules: readonly Rule[] = [
  duplicateApplicationName,
  appsetSelectsNothing,
  expandedPathMissing,
  laxTemplating,
  floatingRevisionInProd,
  singleHub,
  twoOwners,
  cascadeDeleteUnguarded,
  projectDoesNotPermit,
  allAtOnceRollout,
  suppressionWithoutReason,
  unusedOrExpiredSuppression,
  inventoryTreeMismatch,
  fileNotChecked,
  generatedFileModified,
  generatedFileMissing,
  generatedFileOrphaned,
  inputsChangedNotRendered,
  lockConflicted,
  recordNamesForeignFile,
  danglingReference,
  kustomizationDoesNotBuild,
  rootNotChecked,
  podServiceOverlapInCluster,
  podCidrOverlapAcrossClusters,
  vpcOverlap,
  serviceCidrOverlapAcrossClusters,
  cidrNotCanonical,
  implicitDefaultCidr,
  meshIdentity,
  poolAccounting,
  flatNetworkAtScale,
  providerLimit,
  unreadableManifest,
  plaintextSecret,
]

/** The ids of all rules. */
export const ruleIds: readonly string[] = allRules.map(({ id }) => id)
