/** A number as it passes through JSON on its way out: whole numbers below 1e21 have no exponent. */
export function formatFloat(value: number): string {
  if (Object.is(value, -0)) return '-0'
  return String(value)
}

/** A floating-point number as kustomize writes it: `1e+06`, `1.2345678e+08`, `0.5`. */
export function formatYamlFloat(value: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', power = '0'] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return plainDecimal(value)
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
