import { FleetError, type Location } from '@bulkhead/diagnostics'

/** A request that cannot be met: what is used up, what was asked, what is free, the ways out. */
export function exhaustedError({
  what,
  asked,
  free,
  hint,
  location,
}: {
  readonly what: string
  readonly asked: string
  readonly free: string
  readonly hint: string
  readonly location?: Location | undefined
}): FleetError {
  return new FleetError({
    code: 'IPAM_EXHAUSTED',
    message: `${what} is exhausted: ${asked}, but ${free}`,
    hint,
    ...(location && { location }),
  })
}
