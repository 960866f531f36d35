import type { Meter } from './meter.ts'
import type { GoType, GoValue } from './value.ts'

/**
 * A value while a template runs: what reflection holds in Go. Nothing stands for Go's invalid value,
 * which is what a missing key gives and prints as `<no value>`.
 */
export type Ref = { readonly value: GoValue; readonly isInterface: boolean } | undefined

/** The type of a parameter that takes any value, and the lack of one, as it is. */
export const reflectType = 'reflect.Value'

/** A function that templates can call. */
export interface TemplateFunction {
  readonly parameters: readonly GoType[]
  /** The type of further arguments, if it takes any number of them. */
  readonly rest?: GoType
  /** The result; thrown errors reach the user as `error calling NAME: …`. */
  readonly call: (args: readonly GoValue[], meter: Meter) => GoValue
}

/** A function of the language itself, which sees values that Go calls invalid. */
export interface BuiltinFunction {
  readonly parameters: readonly GoType[]
  readonly rest?: GoType
  readonly callRefs: (args: readonly Ref[], meter: Meter) => Ref
}

export type FunctionMap = Readonly<Record<string, TemplateFunction>>
