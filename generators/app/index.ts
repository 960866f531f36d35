import type { BaseOptions } from 'yeoman-generator'
import { AdditionGenerator } from '../addition-generator.ts'
import { withReadableFailure } from '../generator-failure.ts'
import { startRepository } from '../library.ts'

/** `yo bulkhead`: a new fleet, in a git repository. */
export default class AppGenerator extends AdditionGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(args, options, 'fleet')
  }

  override async writing(): Promise<void> {
    const { revision } = this.plan.loaded.fleet.repository
    // Before the files: without git there is to be no half of a repository.
    if (!this.isDryRun) {
      await withReadableFailure(() => startRepository(this.destinationRoot(), revision))
    }
    await super.writing()
  }
}
