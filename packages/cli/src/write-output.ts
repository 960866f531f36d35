import { writeFileSync } from 'node:fs'
import { FleetError } from '@bulkhead/diagnostics'

/** Writes a result to the file that was asked for. @throws FleetError when it cannot be written */
export function writeOutput(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (cause) {
    throw new FleetError(
      {
        code: 'OUTPUT_UNWRITABLE',
        message: `${path} cannot be written: ${cause instanceof Error ? cause.message : ''}`,
        hint: 'Name a file in a directory that exists.',
      },
      { kind: 'environment', cause },
    )
  }
}
