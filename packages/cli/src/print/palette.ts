import picocolors from 'picocolors'
import type { CommandContext } from '../command.ts'

/** Colours, or plain text where there are none. */
export function paletteFor({ color }: Pick<CommandContext, 'color'>) {
  return picocolors.createColors(color)
}
