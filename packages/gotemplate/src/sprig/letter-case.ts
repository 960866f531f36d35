import { isSpace, lowerRune, upperRune } from './characters.ts'

/** Words as huandu/xstrings v1.5 tells them apart. */
type WordType = 'none' | 'number' | 'upper' | 'letters' | 'connector' | 'punctuation' | 'other'

interface Word {
  readonly type: WordType
  readonly text: string
}

/**
 * `HTTPServer2Go` as `http_server_2_go`: snake_case and kebab-case, by the rules of xstrings, which
 * sprig uses.
 */
export function separatedCase(text: string, connector: string): string {
  const words = splitWords(text)
  let out = ''
  let at = 0
  const word = (): Word => words[at] ?? { type: 'none', text: '' }
  const write = (type: WordType, part: string) => {
    out += Array.from(part, c => (type === 'connector' ? connector : lowerRune(c))).join('')
  }
  const separates = (type: WordType, ...joined: readonly WordType[]) => {
    if (type !== 'none' && type !== 'connector' && !joined.includes(type)) out += connector
  }
  /** Letters right behind a number belong to it. */
  const writeJoined = () => {
    while (word().type === 'letters' || word().type === 'number') {
      write(word().type, word().text)
      at++
    }
  }
  while (at < words.length - 1) {
    const current = word()
    if (current.type !== 'connector') write(current.type, current.text)
    at++
    switch (current.type) {
      case 'number':
        writeJoined()
        separates(word().type, 'punctuation')
        break
      case 'connector':
        write('connector', current.text)
        break
      case 'punctuation':
        break
      case 'none':
      case 'upper':
      case 'letters':
      case 'other': {
        if (word().type !== 'number') {
          if (word().type !== 'punctuation' && word().type !== 'connector') out += connector
          break
        }
        if (at >= words.length - 1) break
        const number = word().text
        at++
        if (word().type !== 'letters') {
          write('number', number)
          if (word().type !== 'connector' && word().type !== 'punctuation') out += connector
          break
        }
        out += connector
        write('number', number)
        writeJoined()
        separates(word().type, 'punctuation')
        break
      }
      default:
        return current.type satisfies never
    }
  }
  write(word().type, word().text)
  return out
}

function isConnector(character: string): boolean {
  return character === '-' || character === '_' || isSpace(character)
}

const isPunctuation = (character: string) => /\p{P}/u.test(character)
const isUpper = (character: string) => /\p{Lu}/u.test(character)
/** Other letters, such as Chinese ones, are no alphabet that has cases. */
const isAlphabet = (character: string) => /[\p{Lu}\p{Ll}\p{Lt}]/u.test(character)
const isNumber = (character: string) => /\p{N}/u.test(character)

function splitWords(text: string): Word[] {
  const characters = [...text]
  const words: Word[] = []
  let at = 0
  const run = (matches: (character: string) => boolean) => {
    while (at < characters.length && matches(characters[at] ?? '')) at++
  }
  while (at < characters.length) {
    const start = at
    const first = characters[at++] ?? ''
    let type: WordType
    if (isConnector(first)) {
      type = 'connector'
      run(isConnector)
    } else if (isPunctuation(first)) {
      type = 'punctuation'
      run(isPunctuation)
    } else if (isUpper(first)) {
      type = 'upper'
      const second = characters[at] ?? ''
      if (isUpper(second)) {
        run(isUpper)
        // The last capital begins the next word.
        if (at < characters.length && isAlphabet(characters[at] ?? '')) at--
      } else if (isAlphabet(second)) run(c => isAlphabet(c) && !isUpper(c))
    } else if (isAlphabet(first)) {
      type = 'letters'
      run(c => isAlphabet(c) && !isUpper(c))
    } else if (isNumber(first)) {
      type = 'number'
      run(isNumber)
    } else {
      type = 'other'
      run(c => !isConnector(c) && !isAlphabet(c) && !isNumber(c) && !isPunctuation(c))
    }
    words.push({ type, text: characters.slice(start, at).join('') })
  }
  return words
}

/** `http_server` as `HttpServer`, by the rules of xstrings. */
export function camelCase(text: string): string {
  const characters = [...text]
  let out = ''
  let at = 0
  while (at < characters.length && isConnector(characters[at] ?? '')) out += characters[at++]
  if (at >= characters.length) return out
  let isRunOfCapitals = isUpper(characters[at] ?? '')
  let current = upperRune(characters[at++] ?? '')
  if (at >= characters.length) return out + current
  while (at < characters.length) {
    const previous = current
    current = characters[at++] ?? ''
    if (isConnector(previous) && isConnector(current)) {
      out += previous
    } else if (isConnector(previous)) {
      isRunOfCapitals = isUpper(current)
      current = upperRune(current)
    } else {
      if (isRunOfCapitals) {
        if (isUpper(current)) current = lowerRune(current)
        else isRunOfCapitals = false
      }
      out += previous
    }
  }
  return out + current
}
