import type { BaseOptions } from 'yeoman-generator'
import { AdditionGenerator } from '../addition-generator.ts'

/** `yo bulkhead:team` */
export default class TeamGenerator extends AdditionGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(args, options, 'team')
  }
}
