import type { Rule } from '../rule.ts'

export const suppressionWithoutReason: Rule = {
  id: 'CFG001',
  name: 'suppression-without-reason',
  severity: 'error',
  summary: 'A suppression names one rule and says why the rule does not apply.',

  *check({ suppressions }) {
    for (const { rule, reason, location } of suppressions) {
      if (rule !== '' && reason !== undefined) continue
      const id = rule || 'NET002'
      yield {
        message:
          rule === ''
            ? 'this suppression names no rule, and so suppresses nothing'
            : `this suppression of ${rule} gives no reason, and so suppresses nothing`,
        location,
        hint: `Write \`# bulkhead-ignore ${id}: \` and then why ${id} does not apply here.`,
      }
    }
  },
}
