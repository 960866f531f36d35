import { createEnv } from 'yeoman-environment'

// Does what `yo` does, without its menus: finds the generators that are installed around the
// working directory, runs one with its flags, and exits as a failure says.
//
//     node run-yeoman.ts NAMESPACE [ARGUMENT…]
const [namespace = '', ...args] = process.argv.slice(2)
const env = createEnv()
await env.lookup({ localOnly: true })
try {
  await env.execute(namespace, args)
} catch (error) {
  const { message, code } = error as Error & { readonly code?: number }
  process.stderr.write(`${message}\n`)
  process.exitCode = code ?? 1
}
