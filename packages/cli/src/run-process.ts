import { main } from './main.ts'

/** Runs the command that this process was started for, and leaves its exit code to the process. */
export async function runProcess(): Promise<void> {
  // A reader that has seen enough, as `head` has, is no fault of ours.
  process.stdout.on('error', error => {
    if (!('code' in error && error.code === 'EPIPE')) throw error
  })
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    const stack = error instanceof Error ? error.stack : String(error)
    process.stderr.write(
      `This is a bug in bulkhead; please report it with what you did.\n${stack}\n`,
    )
    process.exitCode = 3
  }
}
