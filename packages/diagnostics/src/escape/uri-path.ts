/**
 * A path of the repository as a relative URI (RFC 3986). Lone surrogates, which no URI can hold, are
 * written as U+FFFD.
 */
export function uriPath(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map(part => encodeURIComponent(part).replaceAll(/[!'()*]/g, percent))
    .join('/')
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
}
