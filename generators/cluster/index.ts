import type { BaseOptions } from 'yeoman-generator'
import { AdditionGenerator } from '../addition-generator.ts'

/** `yo bulkhead:cluster` */
export default class ClusterGenerator extends AdditionGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(args, options, 'cluster')
  }
}
