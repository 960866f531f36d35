import { writeFileSync } from 'node:fs'
import { compileSchemas } from './compile-schemas.ts'

for (const [path, text] of compileSchemas()) {
  writeFileSync(new URL(`../${path}`, import.meta.url), text)
}
