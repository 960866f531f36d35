/** The group of an API version; nothing for that of the core, as in `v1`. */
export function apiGroupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : ''
}
