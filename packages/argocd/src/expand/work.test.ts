import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Budget, FleetError } from '@bulkhead/diagnostics'
import { expandApplicationSet, type World } from './expand.ts'
import type { Json, JsonObject, Path } from './json.ts'

const world: World = { clusters: [], repositories: () => undefined }

function setOf(spec: JsonObject): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'apps', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      template: {
        metadata: { name: '{{.a}}-{{.b}}' },
        spec: { project: 'default', destination: { name: 'in-cluster', namespace: 'x' } },
      },
      ...spec,
    },
  }
}

function listOf(name: string, count: number): JsonObject {
  return { list: { elements: Array.from({ length: count }, (_, i) => ({ [name]: String(i) })) } }
}

function matrix(...generators: readonly Json[]): JsonObject {
  return { matrix: { generators } }
}

/** The error, with the field that its place stands for. */
function refusalOf(
  spec: JsonObject,
  budget?: Budget,
): { readonly message: string; readonly at: string } {
  const locate = (path: Path) => ({ file: path.join('.'), line: 1, column: 1 })
  try {
    expandApplicationSet({ value: setOf(spec), locate }, { ...world, ...(budget && { budget }) })
  } catch (error) {
    assert.ok(error instanceof FleetError, String(error))
    assert.equal(error.kind, 'environment')
    const [{ message, location, hint }] = error.problems
    assert.match(hint ?? '', /--limit [a-z-]+=\d+/)
    return { message, at: location?.file ?? '' }
  }
  return { message: 'expanded', at: '' }
}

const large: readonly [name: string, spec: JsonObject, message: RegExp, at: string][] = [
  [
    'a matrix of two lists of a thousand',
    { generators: [matrix(listOf('a', 1000), listOf('b', 1000))] },
    /what the generators of one ApplicationSet give: more than 4,000,000 parameters/,
    'spec.generators.0.matrix',
  ],
  [
    'a matrix in a matrix',
    { generators: [matrix(matrix(listOf('a', 100), listOf('b', 100)), listOf('c', 200))] },
    /more than 4,000,000 parameters/,
    'spec.generators.0.matrix',
  ],
  [
    'values that hold a text many times over',
    {
      goTemplate: false,
      generators: [
        {
          list: { elements: [{ a: 'x'.repeat(100_000), b: 'y' }] },
        },
      ],
      template: { metadata: { name: 'x', annotations: { a: '{{a}}'.repeat(1000) } } },
    },
    /the text that one template .* writes .*: more than 8,388,608 characters/,
    'spec.template.metadata.annotations.a',
  ],
  [
    'a template longer than any',
    { generators: [listOf('a', 1)], templatePatch: `{{.a}}${' '.repeat(600_000)}` },
    /the length of one template .*: more than 524,288 characters/,
    'spec.templatePatch',
  ],
  [
    'a template that loops',
    { generators: [listOf('a', 1)], templatePatch: '{{range until 900000}}a{{end}}' },
    /the work of one template .*: more than 1,000,000 steps/,
    'spec.templatePatch',
  ],
  [
    'the values of a generator that double',
    {
      generators: [
        {
          ...listOf('a', 1),
          clusters: { values: { b: `{{$x := "ab"}}${'{{$x = print $x $x}}'.repeat(40)}` } },
        },
      ],
    },
    /more than 1,000,000 steps/,
    'spec.generators.0.clusters.values.b',
  ],
]

for (const [name, spec, message, at] of large) {
  test(`${name} is refused, with its place and the limit`, () => {
    const refusal = refusalOf(spec)
    assert.match(refusal.message, message)
    assert.equal(refusal.at, at)
  })
}

test('the sets of one run share its budget', () => {
  const budget = new Budget([['expansion-steps', 5000]])
  const spec = { generators: [matrix(listOf('a', 10), listOf('b', 10))] }
  assert.equal(refusalOf(spec, budget).message, 'expanded')
  const refusals = Array.from({ length: 5 }, () => refusalOf(spec, budget).message)
  assert.match(refusals.at(-1) ?? '', /the work of all generators and templates/)
})

test('a limit that is raised on the command line is not in the way', () => {
  const spec = { generators: [matrix(listOf('a', 20), listOf('b', 20))] }
  const names = (most: number) => refusalOf(spec, new Budget([['applications', most]])).message
  assert.match(names(399), /the Applications of one Argo CD: more than 399 Applications/)
  assert.equal(names(400), 'expanded')
})

test('of faults that all Applications have, each is told once, and of many twenty', () => {
  const faultsOf = (template: string) =>
    expandApplicationSet(
      {
        value: setOf({
          goTemplateOptions: ['missingkey=error'],
          generators: [listOf('a', 1000)],
          template: { metadata: { name: template } },
        }),
      },
      world,
    ).faults.length
  assert.equal(faultsOf('{{.b}}'), 1)
  assert.equal(faultsOf('{{fail .a}}'), 20)
})
