/** A pattern with something wrong in it. */
export class BadPattern extends Error {
  constructor(message = 'syntax error in pattern') {
    super(message)
  }
}
