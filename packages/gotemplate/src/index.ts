export { sprint } from './format.ts'
export type { FunctionMap, TemplateFunction } from './function.ts'
export { quoteGo } from './quote.ts'
export { sprigFunctions } from './sprig/index.ts'
export { Template, UnknownOption, type TemplateOptions } from './template.ts'
export { NotDeterministic, TemplateError, TemplateLimit } from './template-error.ts'
export {
  GoError,
  GoInt,
  GoMap,
  GoSlice,
  goValue,
  typeOf,
  type GoObject,
  type GoType,
  type GoValue,
} from './value.ts'
export { mergeMaps } from './sprig/merge-maps.ts'
export { toJson } from './sprig/json.ts'
