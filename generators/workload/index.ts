import type { BaseOptions } from 'yeoman-generator'
import { AdditionGenerator } from '../addition-generator.ts'

/** `yo bulkhead:workload` */
export default class WorkloadGenerator extends AdditionGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(args, options, 'workload')
  }
}
