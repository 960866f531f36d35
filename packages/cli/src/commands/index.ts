import type { CommandEntry } from '../command.ts'

export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    summary: 'start a fleet repository',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'add',
    summary: 'add a region, cluster, workload, environment or team',
    load: async () => (await import('./add.ts')).add,
  },
  {
    name: 'remove',
    summary: 'remove a region, cluster, workload, environment or team',
    load: async () => (await import('./remove.ts')).remove,
  },
  {
    name: 'list',
    summary: 'list the regions, clusters, workloads, environments or teams of the fleet',
    load: async () => (await import('./list.ts')).list,
  },
  {
    name: 'show',
    summary: 'show a cluster: its facts, its addresses, its Applications',
    load: async () => (await import('./show.ts')).show,
  },
  {
    name: 'generate',
    summary: 'make the tree what the spec says',
    load: async () => (await import('./generate.ts')).generate,
  },
  {
    name: 'validate',
    summary: 'hold the repository against the rules',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'build',
    summary: 'print what `kustomize build` prints',
    load: async () => (await import('./build.ts')).build,
  },
  {
    name: 'apps',
    summary: 'print every Application that Argo CD will create',
    load: async () => (await import('./apps.ts')).apps,
  },
  {
    name: 'render',
    summary: 'print everything that one cluster is asked to run',
    load: async () => (await import('./render.ts')).render,
  },
  {
    name: 'plan',
    summary: 'tell what a change does to the fleet, and how far it reaches',
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'ipam',
    summary: 'show, check and plan addresses',
    load: async () => (await import('./ipam/index.ts')).ipam,
  },
  {
    name: 'explain',
    summary: 'explain a rule: what it checks, why, and how to mend what it finds',
    load: async () => (await import('./explain.ts')).explain,
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of the spec',
    load: async () => (await import('./schema.ts')).schema,
  },
  {
    name: 'hooks',
    summary: 'guard every commit',
    load: async () => (await import('./hooks.ts')).hooks,
  },
  {
    name: 'completion',
    summary: 'print a completion script for bash, zsh or fish',
    load: async () => (await import('./completion.ts')).completion,
  },
]
