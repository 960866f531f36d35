import type { BaseOptions } from 'yeoman-generator'
import { AdditionGenerator } from '../addition-generator.ts'

/** `yo bulkhead:region` */
export default class RegionGenerator extends AdditionGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(args, options, 'region')
  }
}
