import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { FleetError } from '@bulkhead/diagnostics'
import { readAnswers, type Answers, type Question } from '@bulkhead/fleet'

/**
 * Reads an answer file.
 *
 * @param cwd what its name is relative to
 * @throws FleetError for a file that cannot be read, and as `readAnswers` does
 */
export function readAnswerFile(file: string, questions: readonly Question[], cwd: string): Answers {
  return readAnswers(readText(file, cwd), file, questions)
}

function readText(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8')
  } catch (cause) {
    throw new FleetError(
      {
        code: 'ANSWERS_FILE',
        message: `the answer file ${file} cannot be read`,
        hint: 'Name a YAML file with one line per answer.',
      },
      { cause },
    )
  }
}
