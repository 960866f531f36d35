/** What may be done about a fault, by Argo CD's words for it. */
const hints: readonly (readonly [RegExp, string])[] = [
  [
    /map has no entry for key "([^"]*)"/,
    'Give "$1" to every set of parameters, or ask for it with `index` and `default`.',
  ],
  [/can't evaluate field (\S+) in type/, 'Look for "$1" in a map: this value is none.'],
  [/function "([^"]*)" not defined/, 'Correct the name of the function "$1".'],
  [/error parsing value as string/, 'Quote the value, or set `goTemplate: true`.'],
  [
    /found duplicate key (\S+) with different value/,
    'Rename "$1" in one of the generators; a git generator can take a `pathParamPrefix`.',
  ],
  [
    /not unique by the given mergeKeys/,
    'Choose merge keys that tell the sets of each generator apart.',
  ],
  [
    /than two generators, Matrix/,
    'Give the matrix two generators; one of them may be a matrix itself.',
  ],
  [/found more than one generator in matrix/, 'Write each generator as an entry of its own.'],
  [/Cannot find end tag/, 'Close the braces, or write them without the pair before.'],
  [/unable to parse file/, 'Let the file hold a map, or a list of maps.'],
  [/is a directory/, 'End the pattern with the names of files, as in `**/config.yaml`.'],
  [
    /must be of type (\w+)/,
    'Write a value of type $1; a template gives text, a templatePatch any type.',
  ],
  [/unrecognized option/, 'Use missingkey=error, missingkey=zero or missingkey=default.'],
]

export function hintFor(message: string): string | undefined {
  for (const [pattern, hint] of hints) {
    const match = pattern.exec(message)
    if (match) return hint.replace('$1', () => match[1] ?? '')
  }
  return undefined
}
