import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** How the installed kustomize is run. */
export type RealKustomize = {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

/** The first that is there; said, so that figures can be judged. */
export function installedKustomize(): RealKustomize | undefined {
  const candidates: readonly RealKustomize[] = [
    { name: 'kustomize', command: 'kustomize', args: ['build'] },
    {
      name: 'kustomize',
      command: join(process.env['HOME'] ?? '', 'go/bin/kustomize'),
      args: ['build'],
    },
    { name: 'kubectl kustomize', command: 'kubectl', args: ['kustomize'] },
  ]
  const real = candidates.find(
    ({ command }) => spawnSync(command, ['version', '--client']).error === undefined,
  )
  if (real) process.stdout.write(`against ${real.name}\n\n`)
  return real
}
