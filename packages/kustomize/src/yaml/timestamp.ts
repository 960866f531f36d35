const shape =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt ])(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/

/** The canonical text of a YAML timestamp, or nothing when the text is not one. */
export function timestampText(text: string): string | undefined {
  // Four digits and a dash: anything else is decided without the expression.
  if (text.charCodeAt(4) !== 45 || text.length < 8) return undefined
  const match = shape.exec(text)
  if (!match) return undefined
  const [, year = '', month = '', day = '', separator, hour, minute, second, fraction, zone] = match
  if (!isDate(Number(year), Number(month), Number(day))) return undefined
  const date = `${year}-${two(month)}-${two(day)}`
  if (separator === undefined) return `${date}T00:00:00Z`
  if ((separator === ' ') !== (zone === undefined)) return undefined
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (zone && zone !== 'Z' && (Number(zone.slice(1, 3)) > 24 || Number(zone.slice(4)) > 59)) {
    return undefined
  }
  const kept = fraction?.slice(0, 9).replace(/0+$/, '')
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${kept ? `.${kept}` : ''}`
  const shown = zone === undefined || /^[-+]00:00$/.test(zone) ? 'Z' : zone
  return `${date}T${clock}${shown}`
}

function two(digits = ''): string {
  return digits.padStart(2, '0')
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return day <= days
}
