/*
 * Writes the golden repositories anew; read the diff before you commit it.
 *
 *     node test/golden/update.ts
 */
import { rmSync } from 'node:fs'
import { writeTree } from '../support/tree.ts'
import { generateGolden, goldens } from './generate-golden.ts'

for (const [name, golden] of Object.entries(goldens)) {
  const tree = await generateGolden(golden)
  rmSync(golden.expected, { recursive: true, force: true })
  writeTree(golden.expected, tree)
  process.stdout.write(`${name}: ${Object.keys(tree).length} files\n`)
}
