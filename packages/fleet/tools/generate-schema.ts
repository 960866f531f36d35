import { writeFileSync } from 'node:fs'
import { generateSchema } from './schema-sources.ts'

for (const [path, text] of await generateSchema()) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text)
}
