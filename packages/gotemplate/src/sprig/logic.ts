import type { FunctionMap } from '../function.ts'
import { deepEqual, GoError, isTrue, kindOf, typeOf, type GoValue } from '../value.ts'
import { define } from './define.ts'

/** sprig's `empty`: like Go's truth turned around. */
const isEmpty = (value: GoValue) => !isTrue(value)

export const logicFunctions: FunctionMap = {
  default: define('any ...any', a => {
    const given = a.all[1]
    return given === undefined || isEmpty(given) ? a.any(0) : given
  }),
  empty: define('any', a => isEmpty(a.any(0))),
  coalesce: define('...any', a => a.all.find(isTrue) ?? null),
  all: define('...any', a => a.all.every(isTrue)),
  any: define('...any', a => a.all.some(isTrue)),
  ternary: define('any any bool', a => (a.bool(2) ? a.any(0) : a.any(1))),
  fail: define('string', a => {
    throw new GoError(a.text(0))
  }),
  typeOf: define('any', a => typeOf(a.any(0))),
  typeIs: define('string any', a => a.text(0) === typeOf(a.any(1))),
  typeIsLike: define('string any', a => {
    const type = typeOf(a.any(1))
    return a.text(0) === type || `*${a.text(0)}` === type
  }),
  kindOf: define('any', a => kindName(a.any(0))),
  kindIs: define('string any', a => a.text(0) === kindName(a.any(1))),
  deepEqual: define('any any', a => deepEqual(a.any(0), a.any(1))),
}

function kindName(value: GoValue): string {
  const kind = kindOf(value)
  return kind === 'struct' ? 'ptr' : kind
}
