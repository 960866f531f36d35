import type { Fault } from './input.ts'

/**
 * What a terminal or a log of CI would take for more than text: control characters, letters that
 * turn the direction of reading, and lines that are commands of GitHub's runner.
 */
export function judgeText(line: string, out: string, err: string): Fault[] {
  const name = line.split(' ')[0] ?? ''
  return [
    ['stdout', out],
    ['stderr', err],
  ].flatMap(([stream = '', text = '']) => {
    const isDocuments = ['build', 'render'].includes(name) && stream === 'stdout'
    const found = (isDocuments ? controlsAlone : controls).exec(text) ?? command.exec(text)
    if (!found) return []
    const around = text.slice(Math.max(0, found.index - 80), found.index + 80)
    return [
      { sign: `${name} ${stream} is more than text`, detail: `${line}: ${JSON.stringify(around)}` },
    ]
  })
}

// Tab and newline are what text consists of.
const controls = /[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/u
// What is built is printed as kustomize prints it, which escapes control characters alone.
const controlsAlone = /[^\P{Cc}\t\n]/u
const command = /^\s*::[a-z-]+[^\n]*::/m
