import type { Budget } from '@bulkhead/diagnostics'
import { readAnswers, type Answers, type Question } from '@bulkhead/fleet'
import { readNamedFile } from './read-named-file.ts'

/**
 * Reads an answer file.
 *
 * @param cwd what its name is relative to
 * @throws FleetError for a file that cannot be read, and as `readAnswers` does
 */
export function readAnswerFile(
  file: string,
  questions: readonly Question[],
  cwd: string,
  budget?: Budget,
): Answers {
  const text = readNamedFile(
    file,
    cwd,
    {
      code: 'ANSWERS_FILE',
      what: 'the answer file',
      hint: 'Name a YAML file with one line per answer.',
    },
    budget,
  )
  return readAnswers(text, file, questions)
}
