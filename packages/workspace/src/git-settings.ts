/** A file that is always empty: what `node:os` calls so, which takes a module to load. */
const devNull = process.platform === 'win32' ? '\\\\.\\nul' : '/dev/null'

/**
 * The settings of git that make it run a program, open a connection or read another place, each
 * with what it is set to for every run. They count over those of every file of configuration.
 *
 * Settings with a name of the repository's choice in their key (`filter.NAME.clean`,
 * `diff.NAME.textconv`) cannot be listed here. The commands that `GitCommand` names never look at
 * them; `git-settings.test.ts` tries each.
 */
export const settings: Readonly<Record<string, string>> = {
  // A directory that looks like a bare repository is not one, unless `GIT_DIR` names it.
  'safe.bareRepository': 'explicit',
  'core.fsmonitor': 'false',
  'core.untrackedCache': 'false',
  'core.hooksPath': devNull,
  'core.attributesFile': devNull,
  'core.sshCommand': '',
  'core.gitProxy': '',
  'core.askPass': '',
  'core.pager': '',
  'core.editor': '',
  'sequence.editor': '',
  'core.alternateRefsCommand': '',
  'credential.helper': '',
  'diff.external': '',
  'interactive.diffFilter': '',
  'log.showSignature': 'false',
  'gpg.program': '',
  'gpg.openpgp.program': '',
  'gpg.x509.program': '',
  'gpg.ssh.program': '',
  'gpg.ssh.defaultKeyCommand': '',
  'uploadpack.packObjectsHook': '',
  'protocol.allow': 'never',
  'submodule.recurse': 'false',
  'fetch.recurseSubmodules': 'false',
  'push.recurseSubmodules': 'no',
  'gc.auto': '0',
  'maintenance.auto': 'false',
}

/**
 * The variables of git that are passed on, because they say where the repository is and which
 * configuration is the user's. A commit of chosen paths runs its hooks with an index of its own,
 * named by `GIT_INDEX_FILE`. All others are dropped: many name a program or a file to write.
 */
const inherited = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  // `git -c`, and what CI sets, as `safe.directory`; `settings` count over them.
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
])
const inheritedNames = /^GIT_CONFIG_(KEY|VALUE)_\d+$/

/** Other programs' variables that git takes a program from. */
const programs = new Set(['SSH_ASKPASS', 'PAGER', 'EDITOR', 'VISUAL', 'BROWSER'])

const fixed: Readonly<Record<string, string>> = {
  // Git looks here for the programs that it runs by name, git itself among them. So it can neither
  // fetch what a partial clone lacks nor reach a remote, also where it knows no switch for that.
  PATH: devNull,
  GIT_EXEC_PATH: devNull,
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: '',
  GIT_EDITOR: ':',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_OPTIONAL_LOCKS: '0',
  // Complaints are recognised by their words.
  LC_ALL: 'C',
  LANGUAGE: '',
}

/** The environment that every git runs in. */
export function gitEnvironment(
  place: Readonly<Record<string, string>>,
  own: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => isPassedOn(name.toUpperCase()))
  return { ...Object.fromEntries(kept), ...fixed, ...place }
}

function isPassedOn(name: string): boolean {
  if (name.startsWith('GIT_')) return inherited.has(name) || inheritedNames.test(name)
  // In this or another spelling, which is the same to Windows.
  return name !== 'PATH' && !programs.has(name)
}

/** The options that come before every command. */
export function gitOptions(except: readonly string[] = []): readonly string[] {
  const chosen = Object.entries(settings).filter(([key]) => !except.includes(key))
  return ['--no-pager', ...chosen.flatMap(([key, value]) => ['-c', `${key}=${value}`])]
}
