/* `node test/docs/write-generated.ts` brings the generated parts of the pages up to date. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedPages } from './generated-parts.ts'
import { root } from './pages.ts'

for (const [path, text] of await generatedPages()) writeFileSync(join(root, path), text)
