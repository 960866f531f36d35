// All that needs the parser which knows places; loaded as one, by `load-positions.ts`.
export { appendToSequence } from './append.ts'
export { readLocated } from './read-located.ts'
export { removeDocument, removeFromSequence } from './remove.ts'
