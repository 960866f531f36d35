import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'

const whyNoOther = process.getuid?.() !== 0 && 'only root can become a user that the system lacks'

test(
  'a user whom the system does not know, without HOME, has no home',
  { skip: whyNoOther },
  () => {
    const file = JSON.stringify(new URL('home-directory.ts', import.meta.url).href)
    const program = `
    const { homeDirectory } = await import(${file})
    process.setuid(45_678)
    delete process.env.HOME
    console.log(String(homeDirectory()))`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    })
    assert.equal(stdout, 'undefined\n', stderr)
  },
)
