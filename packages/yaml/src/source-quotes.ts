import { linesOf, pointAt, type Location, type Problem } from '@bulkhead/diagnostics'
import { mayHoldSecret, withoutQuotes } from './may-hold-secret.ts'

/** Texts by the name of their file; nothing for what is not there. */
export type ReadSource = (file: string) => string | undefined

interface Source {
  readonly lines: readonly string[]
  readonly isOpen: boolean
}

/**
 * Decides what a report may quote of the files that it speaks of: of those that may hold a secret
 * nothing, neither lines nor values. Each file is read and split once.
 */
export class SourceQuotes {
  readonly #read: ReadSource
  readonly #sources = new Map<string, Source>()

  constructor(read: ReadSource) {
    this.#read = read
  }

  /** The line of a place with a marker below it; empty where there is none, or none to be shown. */
  excerpt(location: Location): string {
    const { lines, isOpen } = this.#sourceOf(location.file)
    return isOpen ? pointAt(lines, location) : ''
  }

  /** A problem as it may be told. */
  told<P extends Problem>(problem: P): P {
    const { code, message, hint, location } = problem
    if (!location || quotesNothing.test(code) || this.#sourceOf(location.file).isOpen)
      return problem
    const said = { ...problem, message: withoutQuotes(message) }
    return hint === undefined ? said : { ...said, hint: hintWithoutQuotes(hint) }
  }

  #sourceOf(file: string): Source {
    const known = this.#sources.get(file)
    if (known) return known
    const text = this.#read(file)
    const source = {
      lines: text === undefined ? [] : linesOf(text),
      isOpen: text === undefined ? ownFile.test(file) : !mayHoldSecret(text, file),
    }
    this.#sources.set(file, source)
    return source
  }
}

/** These speak of limits, paths, packs and names in templates, and quote no value of a manifest. */
const quotesNothing = /^(?:(?:LIMIT|WORKSPACE|PATH|PACK|LOCK)_|TEMPLATE_NAME$)/

/** What is read of these is checked to be what we know; elsewhere unread can be anything. */
const ownFile = /^(?:fleet|\.bulkhead)(?:\/|$)/

function hintWithoutQuotes(hint: string): string {
  return /[:"']/.test(hint) ? 'Look there: the file may hold a secret, and is not quoted.' : hint
}
