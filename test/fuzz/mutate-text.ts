import { hostilePieces } from './hostile-values.ts'
import type { Random } from './random.ts'

/** Changes the bytes of a file, without regard to what they mean. */
export function mutateText(text: string, random: Random): Buffer {
  const at = random.below(text.length + 1)
  const lines = text.split('\n')
  const line = random.below(lines.length)
  const [before, after] = [text.slice(0, at), text.slice(at)]
  const end = at + random.below(40)
  switch (random.below(16)) {
    case 0:
      return flip(Buffer.from(text), random)
    case 1:
      return Buffer.from(before)
    case 2:
      return Buffer.from(text.replaceAll('\n', '\r\n'))
    case 3:
      return Buffer.from(`\ufeff${text}`)
    case 4:
      return Buffer.from(`${before}\t${after}`)
    case 5:
      return Buffer.from(before + String.fromCharCode(random.below(32)) + after)
    case 6:
      return Buffer.from(
        lines.toSpliced(line, 0, '<<<<<<< HEAD', '=======', '>>>>>>> x').join('\n'),
      )
    case 7:
      return Buffer.from(`${before}\0${after}`)
    case 8:
      return Buffer.from(before + random.pick(hostilePieces) + after)
    case 9:
      return Buffer.from(lines.toSpliced(line, 1).join('\n'))
    case 10:
      return Buffer.from(
        lines.toSpliced(line, 0, lines[random.below(lines.length)] ?? '').join('\n'),
      )
    case 11:
      return Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(after)])
    case 12:
      return Buffer.from(before + text.slice(end))
    case 13:
      return Buffer.from(lines.toSpliced(line, 1, ` ${lines[line] ?? ''}`).join('\n'))
    case 14:
      return Buffer.from(text.replaceAll('\n', '\r'))
    default:
      return Buffer.from(
        before + repeated(text.slice(at, end), 1 + random.below(200)) + text.slice(end),
      )
  }
}

function flip(bytes: Buffer, random: Random): Buffer {
  for (let times = 1 + random.below(4); times > 0 && bytes.length > 0; times--) {
    const at = random.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
  }
  return bytes
}

/** In characters: more than a file of the spec may have. Larger files are made by their size alone. */
const longestText = 6_000_000

function repeated(text: string, count: number): string {
  return text.repeat(Math.min(count, Math.max(1, Math.floor(longestText / text.length))))
}
