import type { FunctionMap } from '../function.ts'
import { collectionFunctions } from './collections.ts'
import { encodingFunctions } from './encoding.ts'
import { logicFunctions } from './logic.ts'
import { numberFunctions } from './numbers.ts'
import { pathFunctions } from './paths.ts'
import { regexFunctions } from './regex.ts'
import { semverFunctions } from './semver.ts'
import { stringFunctions } from './strings.ts'
import { unknowableFunctions } from './unknowable.ts'

/**
 * The functions of Sprig v3.3, without those that look at the machine: `env`, `expandenv` and
 * `getHostByName`.
 */
export const sprigFunctions: FunctionMap = {
  ...stringFunctions,
  ...collectionFunctions,
  ...numberFunctions,
  ...logicFunctions,
  ...encodingFunctions,
  ...pathFunctions,
  ...regexFunctions,
  ...semverFunctions,
  ...unknowableFunctions,
}
