import type { Location } from '@bulkhead/diagnostics'

/** A build has the repository at `/`; people do not. */
export function inRepository(location: Location): Location {
  return { ...location, file: location.file.replace(/^\//, '') }
}
