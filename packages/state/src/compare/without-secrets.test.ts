import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Json } from '@bulkhead/argocd'
import { withoutSecrets } from './without-secrets.ts'

const jsonPatch = '- { op: replace, path: /data/p, value: hunter }'

for (const [what, kind, path, value, isHidden] of [
  ['a Secret', 'Secret', 'data.p', 'hunter', true],
  ['the template of one', 'ExternalSecret', 'spec.target.template.data.p', 'hunter', true],
  ['where one comes from', 'ExternalSecret', 'spec.data[0].remoteRef.key', 'hunter', false],
  ['a patch of one', 'Application', 'spec.source.kustomize.patches[0].patch', jsonPatch, true],
  ['a patch of one, in a new list', '', 'patches', [{ patch: jsonPatch }], true],
  ['one as a text', 'ConfigMap', 'data["x.yaml"]', 'kind: Secret\ndata: { p: hunter }', true],
  ['one as a value', '', 'values.extra', { kind: 'Secret', data: { p: 'hunter' } }, true],
  ['a ConfigMap', 'ConfigMap', 'data.p', 'hunter', false],
  ['a new volume', 'Pod', 'spec.volumes[0]', { hostPath: { path: '/data' } }, false],
  ['the name of one', 'Pod', 'spec.volumes[0]', { secret: { secretName: 'p' } }, false],
] as const satisfies readonly (readonly [string, string, string, Json, boolean])[]) {
  test(`${what} ${isHidden ? 'is not shown' : 'is shown'}`, () => {
    for (const [before, after] of [
      [value, undefined],
      [undefined, value],
    ]) {
      const [told] = withoutSecrets([{ path, before, after }], kind)
      assert.equal(JSON.stringify(told).includes('(secret)'), isHidden)
      if (isHidden) assert.doesNotMatch(JSON.stringify(told), /hunter/)
    }
  })
}
