import type { BaseOptions } from 'yeoman-generator'
import { AdditionGenerator } from '../addition-generator.ts'

/** `yo bulkhead:environment` */
export default class EnvironmentGenerator extends AdditionGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(args, options, 'environment')
  }
}
