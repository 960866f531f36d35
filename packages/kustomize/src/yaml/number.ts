/** A number as it passes through JSON on its way out: whole numbers below 1e21 have no exponent. */
export function formatFloat(value: number): string {
  if (Object.is(value, -0)) return '-0'
  return String(value)
}

/** A number that is not an integer, as YAML output shows it: `1e+21`, `1.2345678e+08`, `0.5`. */
export function formatYamlFloat(value: number): string {
  const [mantissa = '', power = '0'] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 21) {
    const digits = mantissa.replace(/[-.]/g, '').length
    const limit = digits > 6 && digits >= exponent + 1 ? Math.max(digits, 6) : 6
    // With the shortest digits the decision is always made as for six.
    if (limit >= 0 && exponent < 6) return plainDecimal(value)
  }
  const sign = exponent < 0 ? '-' : '+'
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function plainDecimal(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  const [mantissa = '', power = '0'] = text.split('e')
  const digits = mantissa.replace(/[-.]/g, '')
  const zeros = '0'.repeat(Math.max(0, -Number(power) - 1))
  return `${value < 0 ? '-' : ''}0.${zeros}${digits}`
}
