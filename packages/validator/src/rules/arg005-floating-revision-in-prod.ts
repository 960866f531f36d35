import { normalizeGitUrl } from '@bulkhead/argocd'
import type { ApplicationSourceRef } from '@bulkhead/state'
import { placeIn, type DeliveredApplication } from '../delivery.ts'
import { firstAndMore, groupByPlace, onlyOf } from '../describe-many.ts'
import type { Rule } from '../rule.ts'
import type { Snapshot } from '../snapshot.ts'
import { fieldOfSource } from '../source-field.ts'

export const floatingRevisionInProd: Rule = {
  id: 'ARG005',
  name: 'floating-revision-in-prod',
  severity: 'warning',
  summary: 'What goes to a protected cluster has a version that nobody else can move.',

  *check(snapshot) {
    const { delivery } = snapshot
    const found = delivery.applications
      .filter(({ target }) => target?.environment.protected)
      .flatMap(application => floatingIn(application, snapshot))
    const place = ({ application, index }: Floating) =>
      placeIn(
        application.locate(fieldOfSource(application, index, ['targetRevision'])),
        application.argocd,
      )
    for (const [location, group] of groupByPlace(found, place)) {
      const [{ application, source, what }] = group
      const targets = group.flatMap(one => one.application.target?.name ?? [])
      yield {
        message: `the Application ${firstAndMore(group.map(one => one.application.name))} in a protected environment follows ${what} of ${source.chart ?? source.repoURL}`,
        location,
        hint:
          source.chart === undefined
            ? 'Name a tag or a commit, and raise it in one environment after the other.'
            : 'Name one version of the chart, and raise it in one environment after the other.',
        cluster: onlyOf(targets),
        parties: targets,
        concerns: path => delivery.isReadBy(application.argocd, path),
      }
    }
  },
}

interface Floating {
  readonly application: DeliveredApplication
  readonly index: number
  readonly source: ApplicationSourceRef
  /** As `the branch main`. */
  readonly what: string
}

function floatingIn(application: DeliveredApplication, snapshot: Snapshot): readonly Floating[] {
  return application.sources.flatMap((source, index) => {
    const { chart, targetRevision } = source
    if (chart === undefined && isOwnRevision(source, snapshot)) return []
    const what = chart === undefined ? floatingGit(targetRevision) : floatingChart(targetRevision)
    return what === undefined ? [] : [{ application, index, source, what }]
  })
}

/** What reaches the branch that the spec names is promoted by overlays, reviewed and validated. */
function isOwnRevision(
  { repoURL, targetRevision }: ApplicationSourceRef,
  { fleet: { repository } }: Snapshot,
): boolean {
  return (
    targetRevision.replace(/^refs\/heads\//, '') === repository.revision &&
    normalizeGitUrl(repoURL) === normalizeGitUrl(repository.url)
  )
}

/** A name that has a number in it may be a tag as well as a branch, and is left alone. */
function floatingGit(revision: string): string | undefined {
  if (revision === '' || revision === 'HEAD') return 'the default branch'
  if (revision.startsWith('refs/heads/')) return `the branch ${revision.slice(11)}`
  if (isRange(revision)) return `every tag that is ${revision}`
  return /\d/.test(revision) || revision.startsWith('refs/') ? undefined : `the branch ${revision}`
}

function floatingChart(version: string): string | undefined {
  if (version === '') return 'the newest version'
  return isRange(version) ? `every version that is ${version}` : undefined
}

/** (util/versions/tags.go, Masterminds/semver constraints) */
function isRange(text: string): boolean {
  return /[\^~<>=*|]|^v?(?:[xX]|\d+\.[xX]|\d+\.\d+\.[xX])$|\d\s+-\s+v?\d/.test(text)
}
