import type { Location, Problem } from '@bulkhead/diagnostics'

/** What Argo CD refuses of a source before it builds anything. */
export class SourceFault extends Error {
  readonly code: 'STATE_SOURCE' | 'STATE_SOURCE_FILE' | 'STATE_SOURCE_PATH' | 'STATE_SOURCE_TYPE'
  readonly hint: string
  /** Where it is written, where that is not in the Application. */
  readonly location: Location | undefined

  constructor(code: SourceFault['code'], message: string, hint: string, location?: Location) {
    super(message)
    this.code = code
    this.hint = hint
    this.location = location
  }

  problem(application: Location | undefined): Problem {
    const { code, message, hint } = this
    const location = this.location ?? application
    return { code, message, hint, ...(location && { location }) }
  }
}

/** What only the running Argo CD knows of a source. */
export class UnknownSource extends Error {}
