import type { ApplicationSourceRef, ManagedApplication } from './application.ts'
import { UnknownSource } from './source-fault.ts'

/**
 * A text with the variables of the build environment put in, as in `${ARGOCD_APP_NAME}`; other
 * variables are empty, and `$$` is `$`. (argo-cd: Env.Envsubst, reposerver/repository newEnv)
 *
 * @throws UnknownSource where it names the commit, which is not known before a sync
 */
export type Expand = (text: string) => string

/** The build environment of one source of an Application. */
export function buildEnvironment(
  { name, project, destination }: ManagedApplication,
  { repoURL, path = '', targetRevision }: ApplicationSourceRef,
): Expand {
  const variables: Readonly<Record<string, string>> = {
    $: '$',
    ARGOCD_APP_NAME: name,
    ARGOCD_APP_NAMESPACE: destination.namespace,
    ARGOCD_APP_PROJECT_NAME: project || 'default',
    ARGOCD_APP_SOURCE_REPO_URL: repoURL,
    ARGOCD_APP_SOURCE_PATH: path,
    ARGOCD_APP_SOURCE_TARGET_REVISION: targetRevision,
  }
  return text =>
    expandVariables(text, variable => {
      if (!variable.startsWith('ARGOCD_APP_REVISION')) return variables[variable] ?? ''
      throw new UnknownSource(`${variable} is not known before Argo CD syncs a commit`)
    })
}

/** (Go: os.Expand) What is no name, as in `${}`, is left out. */
function expandVariables(text: string, valueOf: (name: string) => string): string {
  return text.replace(
    /\$(?:\{([^}]*)\}|(\{)|([*#$@!?\-0-9])|([A-Za-z0-9_]+))/g,
    (_, braced?: string, open?: string, special?: string, name?: string) => {
      const wanted = braced ?? special ?? name ?? ''
      return open !== undefined || wanted === '' ? '' : valueOf(wanted)
    },
  )
}
