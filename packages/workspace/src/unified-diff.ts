import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Change } from './verdict.ts'

/**
 * A change as unified diff text that `git apply` and `patch -p1` read. Of a conflict, the
 * difference between what is there and what would have been written. Empty when there is none.
 */
export function unifiedDiff({ path, before, after }: Change): string {
  if (before === after) return ''
  return createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    after === undefined ? '/dev/null' : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { headerOptions: FILE_HEADERS_ONLY },
  )
}
