import type { Path } from '@bulkhead/argocd'
import { startOf, type Location, type Problem } from '@bulkhead/diagnostics'
import { unbuiltCodes } from '@bulkhead/kustomize'
import type { RootOutcome } from '@bulkhead/state'
import { isAskedFor } from '../asked-charts.ts'
import { placeIn, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore, groupByPlace, onlyOf } from '../describe-many.ts'
import type { Observation, Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import { fieldOfSource } from '../source-field.ts'
import { danglingPlaces } from './kus001-dangling-reference.ts'

export const rootNotChecked: Rule = {
  id: 'KUS010',
  name: 'root-not-checked',
  severity: 'error',
  summary:
    'Rules can look at everything that Argo CD deploys, unless the fleet accepts what they cannot.',

  *check(snapshot) {
    if (snapshot.hasTooManyRoots) yield tooMany(snapshot)
    else yield* observeRoots(snapshot)
    yield* observeArgoCds(snapshot)
    yield* observeApplications(snapshot)
  },
}

function tooMany(snapshot: Snapshot): Observation {
  const { rootsToBuild, mostRoots } = snapshot
  return {
    message: `no rule looks at what ${rootsToBuild.length} kustomizations deploy: more than ${mostRoots} are not built`,
    location: snapshot.locateFleet(),
    hint: `If this is meant, raise the limit: --limit roots=${rootsToBuild.length * 2}.`,
    concerns: () => true,
  }
}

/** Something in a root that is not looked at, and the kustomizations that it is a part of. */
interface Gap {
  readonly problem: Problem
  readonly location: Location
  readonly directory: string
  readonly file: string
  /** Whether nothing of the root is known. */
  readonly isWhole: boolean
}

function* observeRoots(snapshot: Snapshot): Generator<Observation> {
  const gaps: Gap[] = []
  for (const directory of snapshot.rootsToBuild) {
    const file = snapshot.roots.files.get(directory)!
    const outcome = snapshot.builder.build(directory)
    const isWhole = 'problems' in outcome
    for (const problem of problemsIn(outcome)) {
      const location = problem.location ?? startOf(file)
      if (isGap(problem, location, snapshot)) {
        gaps.push({ problem, location, directory, file, isWhole })
      }
    }
  }
  const groups = groupByPlace(
    gaps,
    ({ location }) => location,
    ({ problem }) => problem.message,
  )
  for (const [location, group] of groups) {
    const [{ problem }] = group
    const what = firstAndMore(group.map(({ directory }) => directory))
    const how = group.every(({ isWhole }) => isWhole)
      ? 'no rule looks at'
      : 'no rule looks at all of'
    yield {
      message: `${how} ${what}: ${problem.message}`,
      location,
      hint: hintFor(problem),
      subject: problem.subject,
      concerns: path => group.some(({ file }) => snapshot.roots.reach(file).has(path)),
    }
  }
}

/** Whether something is not looked at; what is missing is for KUS001 where that knows of it. */
function isGap({ code }: Problem, location: Location, snapshot: Snapshot): boolean {
  if (unbuiltCodes.has(code) || code === 'LIMIT_EXCEEDED') return true
  return code === 'KUSTOMIZE_MISSING_FILE' && !danglingPlaces(snapshot).has(lineOf(location))
}

/** What Argo CD itself is told by. */
function* observeArgoCds(snapshot: Snapshot): Generator<Observation> {
  const { delivery, provenance, roots, unreadable } = snapshot
  if (provenance) {
    for (const directory of delivery.missing) {
      yield {
        message: `there is no ${directory}, from which Argo CD starts, so that no Application is known`,
        location: snapshot.locateFleet(),
        hint: 'Run `bulkhead generate`.',
        subject: directory,
        concerns: (path: string) => path.startsWith(`${directory}/`),
      }
    }
  }
  for (const argocd of delivery.argocds) {
    const { compiled, directory } = argocd
    const unknown = compiled.problems.filter(({ code }) => code === 'STATE_UNKNOWN')
    // What builds or does not build is told above, and by KUS009.
    const unbuilt = compiled.roots.flatMap(({ path, status, problem }) => {
      const isTold = roots.files.has(path) || status === 'brings' || status === 'brings nothing'
      const file = problem?.location?.file ?? ''
      return !problem || isTold || unreadable.has(file) ? [] : [{ ...problem, directory: path }]
    })
    for (const problem of [...unknown, ...unbuilt]) {
      yield {
        message: problem.message,
        location: placeIn(problem.location, argocd),
        hint: problem.hint ?? `Correct what ${directory} consists of.`,
        subject: problem.subject,
        concerns: (path: string) => delivery.isReadBy(argocd, path),
      }
    }
  }
}

/** A source of an Application that is not known, and why. */
interface Source {
  readonly application: DeliveredApplication
  readonly location: Location
  readonly why: string
  readonly subject: string | undefined
  readonly hint: string | undefined
}

function* observeApplications(snapshot: Snapshot): Generator<Observation> {
  const { delivery } = snapshot
  const found = delivery.built.flatMap(application => [...sourcesOf(application, snapshot)])
  for (const [location, group] of groupByPlace(
    found,
    one => one.location,
    one => one.why,
  )) {
    const [{ why, subject, hint }] = group
    const applications = group.map(({ application }) => application)
    const names = firstAndMore(applications.map(({ name }) => name))
    const targets = applications.flatMap(({ target }) => target?.name ?? [])
    yield {
      message: `no rule looks at all that the Application ${names} deploys: ${why}`,
      location,
      hint: hint ?? 'Put it into this repository, or accept it by name in `spec.unchecked`.',
      subject,
      cluster: onlyOf(targets),
      parties: targets,
      concerns: path => applications.some(one => delivery.isPartOf(one, path)),
    }
  }
}

function* sourcesOf(application: DeliveredApplication, snapshot: Snapshot): Generator<Source> {
  const { delivery, fleet, askedCharts } = snapshot
  for (const deployment of delivery.deploymentsOf(application)) {
    const { source } = deployment
    const index = application.sources.indexOf(source)
    const at = (field: Path) =>
      placeIn(application.locate(fieldOfSource(application, index, field)), application.argocd)
    switch (deployment.kind) {
      case 'chart': {
        const { name, repoURL } = deployment.chart
        if (isAskedFor(source, application, fleet, askedCharts)) break
        yield {
          application,
          location: at([source.chart === undefined ? 'path' : 'chart']),
          why: `the Helm chart ${name} from ${repoURL} is not rendered`,
          subject: name,
          hint: 'Render it into the repository, or accept it by name in `spec.unchecked`.',
        }
        break
      }
      case 'unknown': {
        const { problem, why } = deployment
        if (problem) yield* news([problem], source.path)
        else {
          const location = at(['repoURL'])
          yield { application, location, why, subject: source.repoURL, hint: undefined }
        }
        break
      }
      case 'failed':
        if (!delivery.missingDirectory(source)) yield* news(deployment.problems, source.path)
        break
      case 'objects':
        yield* news(deployment.root.leftOut, deployment.path)
        break
      default:
        deployment satisfies never
    }

    /** What the root itself does not say already. */
    function* news(problems: readonly Problem[], path: string | undefined): Generator<Source> {
      const told = path === undefined ? new Set() : toldOf(path, snapshot)
      for (const problem of problems) {
        const location = problem.location ?? at(['path'])
        if (told.has(keyOf(problem)) || snapshot.unreadable.has(location.file)) continue
        const { message: why, subject } = problem
        yield { application, location, why, subject, hint: hintFor(problem) }
      }
    }
  }
}

/** What other rules, or this one, say of a root by itself. */
function toldOf(path: string, { roots, builder }: Snapshot): ReadonlySet<string> {
  return new Set(roots.files.has(path) ? problemsIn(builder.build(path)).map(keyOf) : [])
}

function problemsIn(outcome: RootOutcome): readonly Problem[] {
  return 'problems' in outcome ? outcome.problems : outcome.leftOut
}

/** A kustomization can name something else; the fleet can accept what it names. */
function hintFor({ code, hint }: Problem): string {
  return hint === undefined || (unbuiltCodes.has(code) && code !== 'KUSTOMIZE_UNSURE')
    ? 'Put it into this repository, or accept it by name in `spec.unchecked`.'
    : hint
}

function keyOf({ message, location }: Problem): string {
  return `${location ? lineOf(location) : ''} ${message}`
}

function lineOf({ file, line }: Location): string {
  return `${file}:${line}`
}
