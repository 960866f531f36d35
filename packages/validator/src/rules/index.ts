import type { Rule } from '../rule.ts'
import { suppressionWithoutReason } from './cfg001-suppression-without-reason.ts'
import { generatedFileModified } from './gen001-generated-file-modified.ts'
import { generatedFileMissing } from './gen002-generated-file-missing.ts'
import { generatedFileOrphaned } from './gen003-generated-file-orphaned.ts'
import { inputsChangedNotRendered } from './gen004-inputs-changed-not-rendered.ts'

/** Every rule, in order of id. */
export const allRules: readonly Rule[] = [
  suppressionWithoutReason,
  generatedFileModified,
  generatedFileMissing,
  generatedFileOrphaned,
  inputsChangedNotRendered,
]

/** The ids of all rules. */
export const ruleIds: readonly string[] = allRules.map(({ id }) => id)
