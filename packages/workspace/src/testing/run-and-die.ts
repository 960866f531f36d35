import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { runPlan, type Plan } from './run-plan.ts'

// Runs a plan as a process of its own and kills it, with SIGKILL, at its n-th step on the file
// system; a text is then half written. Without a number: prints how many steps the run takes.
//
//     node run-and-die.ts DIR PLAN [N [unfinished]]
//
// With `unfinished` it dies at the latest before it replaces the lock.
const [dir = '', plan = '', deadly, unfinished] = process.argv.slice(2)
let steps = 0

function step(halfWay: () => void = () => {}): void {
  steps += 1
  if (steps !== Number(deadly)) return
  halfWay()
  process.kill(process.pid, 'SIGKILL')
}

const { writeFileSync } = fs
fs.writeFileSync = (file, data, options) => {
  step(() => writeFileSync(file, String(data).slice(0, String(data).length / 2), options))
  writeFileSync(file, data, options)
}

for (const name of [
  'mkdirSync',
  'renameSync',
  'rmdirSync',
  'rmSync',
  'unlinkSync',
  'fsyncSync',
  'chmodSync',
] as const) {
  const original: (...args: never[]) => unknown = fs[name]
  Object.assign(fs, {
    [name]: (...args: never[]) => {
      if (unfinished && String(args[1]).endsWith('lock.json')) process.kill(process.pid, 'SIGKILL')
      step()
      return original(...args)
    },
  })
}
syncBuiltinESMExports()

runPlan(dir, JSON.parse(plan) as Plan)
process.stdout.write(String(steps))
