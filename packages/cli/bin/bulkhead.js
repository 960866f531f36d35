#!/usr/bin/env node
// Plain syntax on purpose: an old Node must get as far as the message below.
var major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    'bulkhead needs Node 24 or newer and was started by ' +
      process.version +
      '; in a checkout, use npx --no bulkhead.\n',
  )
  process.exitCode = 3
} else {
  import('../src/start.ts')
}
