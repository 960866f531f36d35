import { describeBug } from './describe-bug.ts'
import { main } from './main.ts'

/** Runs the command that this process was started for, and leaves its exit code to the process. */
export async function runProcess(): Promise<void> {
  // A warning of Node or of a library can quote what was read.
  process.removeAllListeners('warning')
  process.on('uncaughtException', fail)
  // A reader that has seen enough, as `head` has, is no fault of ours.
  process.stdout.on('error', error => {
    if (!('code' in error && error.code === 'EPIPE')) throw error
  })
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    fail(error)
  }
}

function fail(error: unknown): void {
  process.exitCode = 3
  process.stderr.write(describeBug(error, process.env))
}
