/** How the controller runs: its flags, and what is registered with it. */
export interface ControllerSettings {
  /** Where the Secrets of clusters are; the namespace of the set by default. */
  readonly controllerNamespace?: string
  /** `--enable-new-git-file-globbing`; off by default. */
  readonly newGitFileGlobbing?: boolean
  /** `--include-hidden-directories` of the repository server; off by default. */
  readonly includeHiddenDirectories?: boolean
  /** `--policy`; without it a set may choose. */
  readonly policy?: ApplicationsSync
  /** Whether a set may choose although there is a policy. */
  readonly allowPolicyOverride?: boolean
  /** `--enable-progressive-syncs`; off by default, and then RollingSync does nothing. */
  readonly progressiveSyncs?: boolean
  /** `cluster.inClusterEnabled`; on by default. */
  readonly inClusterEnabled?: boolean
}

export type ApplicationsSync = 'sync' | 'create-update' | 'create-delete' | 'create-only'
