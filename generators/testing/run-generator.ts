import { fileURLToPath } from 'node:url'
import helpers from 'yeoman-test'
import type { GeneratorResult, GeneratorRun } from './generator-runs.ts'

const home = process.cwd()

// Runs generators, one after the other, as a process of its own: yeoman-test changes the working
// directory. Takes a run as a message and answers with what came of it.
process.on('message', (run: GeneratorRun & { readonly dir: string }) => {
  void runGenerator(run).then(result => process.send?.(result))
})

async function runGenerator({
  dir,
  kind,
  args = [],
  options = {},
  answers,
}: GeneratorRun & { readonly dir: string }): Promise<GeneratorResult> {
  const lines: string[] = []
  const generator = fileURLToPath(new URL(`../${kind}/index.ts`, import.meta.url))
  try {
    const { askedQuestions } = await helpers
      .run(generator, {
        cwd: dir,
        forwardCwd: true,
        oldCwd: home,
        tmpdir: false,
        namespace: `bulkhead:${kind}`,
      })
      .withArguments([...args])
      .withOptions({ ...options, ...(answers && { interactive: true }) } as object)
      .withAnswers({ ...answers })
      .onEnvironment(({ adapter }) => {
        adapter.log = Object.assign((line: string) => {
          lines.push(line)
          return adapter.log
        }, adapter.log)
      })
    return { lines, asked: askedQuestions.map(({ name }) => name) }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'code' in error ? { code: Number(error.code) } : {}
    return { lines, asked: [], failure: { message: error.stack ?? '', ...code } }
  } finally {
    process.chdir(home)
  }
}
