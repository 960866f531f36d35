import { posix } from 'node:path'
import { objectOf, type JsonObject } from '@bulkhead/argocd'
import { Budget, FleetError, type Location, type Problem } from '@bulkhead/diagnostics'
import {
  askedCharts,
  findInputFiles,
  hashInputs,
  isLedgerAsWritten,
  ownPacksPath,
  parseProvenance,
  provenancePath,
  type AskedChart,
  type Provenance,
} from '@bulkhead/blueprint'
import { findStrays, ledgerPath, type Fleet, type FleetSources } from '@bulkhead/fleet'
import type { Ledger } from '@bulkhead/ipam'
import { boundedFileSystem, type FileSystem } from '@bulkhead/kustomize'
import { RootBuilder, type ApplicationSourceRef, type BuiltObject } from '@bulkhead/state'
import { SourceQuotes } from '@bulkhead/yaml'
import { adoptedClaims } from './adopted-claims.ts'
import { isAskedFor } from './asked-charts.ts'
import { Delivery, type DeliveredApplication } from './delivery.ts'
import { KustomizationRoots, withDirectories } from './kustomization-roots.ts'
import { readKustomizations, type Kustomization } from './kustomization.ts'
import { ledgerClaims } from './ledger-claims.ts'
import { readManifests, type Manifest } from './manifest.ts'
import { readMeshIdentities, type MeshIdentity } from './mesh-identity.ts'
import type { NetworkClaim, StatedRange } from './network-claim.ts'
import { readNetworks, type Networks } from './ranges/read-networks.ts'
import { readFleet } from './read-fleet.ts'
import type { Skipped } from './report.ts'
import type { Repository } from './repository.ts'
import { reservedClaims } from './reserved-claims.ts'
import { Routes } from './routes.ts'
import { scanFiles, type Scan } from './scan-files.ts'
import { snapshotFileSystem } from './snapshot-file-system.ts'
import { stateOnce, type StatedOnce } from './stated-once.ts'
import { Texts } from './texts.ts'
import { readSuppressions, type Suppression } from './suppression.ts'
import { findUnreadable, type Unreadable } from './unreadable-manifests.ts'

/** How the reason begins for which a file is skipped that is not YAML. */
export const notReadable = 'not readable as YAML'

/** See `ValidateOptions`. */
export interface SnapshotOptions {
  readonly scope?: ReadonlySet<string> | undefined
  readonly budget?: Budget | undefined
  readonly ourPacks?: (() => ReadonlyMap<string, string>) | undefined
}

/**
 * Everything that rules look at, taken from a repository once. What only some rules need is worked
 * out when the first of them asks.
 */
export class Snapshot {
  readonly fleet: Fleet
  readonly sources: FleetSources
  readonly ledger: Ledger
  /** What is wrong with the ledger's claims. */
  readonly ledgerProblems: readonly Problem[]
  /** The record of what was generated; nothing before the first run, or when it is damaged. */
  readonly provenance: Provenance | undefined
  /** What is wrong with that record. */
  readonly provenanceProblems: readonly Problem[]
  readonly paths: ReadonlySet<string>
  /** Paths of what is there and cannot be read, such as links, and why. */
  readonly unread: ReadonlyMap<string, string>
  readonly scan: Scan
  /** See `ValidateOptions`: a rule may pass over what none of these paths takes part in. */
  readonly scope: ReadonlySet<string> | undefined
  /** The files of our packs, where they are at hand; see `ValidateOptions`. */
  readonly ourPacks: (() => ReadonlyMap<string, string>) | undefined
  /** So many kustomizations are built at most; where there are more, none is. */
  readonly mostRoots: number
  readonly #texts: Texts
  readonly #late = new Map<string, string | undefined>()
  #askedCharts: readonly AskedChart[] | undefined
  readonly #skipped = new Map<string, Skipped>()
  readonly #broken = new Set<string>()
  readonly #tooLarge = new Map<string, string>()
  readonly #parsed = new Map<string, readonly Manifest[]>()
  #manifests: readonly Manifest[] | undefined
  #kustomizations: readonly Kustomization[] | undefined
  #ledgerClaims: readonly NetworkClaim[] | undefined
  #networks: Networks | undefined
  #routes: Routes | undefined
  #claims: readonly NetworkClaim[] | undefined
  #stated: readonly StatedOnce[] | undefined
  #meshIdentities: readonly MeshIdentity[] | undefined
  #unreadable: ReadonlyMap<string, Unreadable> | undefined
  #suppressions: readonly Suppression[] | undefined
  #files: FileSystem | undefined
  #roots: KustomizationRoots | undefined
  #rootsToBuild: readonly string[] | undefined
  readonly #budget: Budget | undefined
  #builder: RootBuilder | undefined
  #delivery: Delivery | undefined

  /** @throws FleetError when the spec or the ledger cannot be read, or the record is a newer one */
  constructor(repository: Repository, { scope, budget, ourPacks }: SnapshotOptions = {}) {
    this.#budget = budget
    this.ourPacks = ourPacks && once(ourPacks)
    this.mostRoots = (budget ?? new Budget()).most('roots')
    this.scope = scope
    this.paths = new Set(repository.paths)
    this.unread = new Map(repository.skipped?.map(({ what, why }) => [what, why]))
    for (const { what, why } of repository.skipped ?? []) this.skip(what, why)
    this.#texts = new Texts(repository, (what, why) => {
      this.skip(what, why)
      this.#tooLarge.set(what, why)
    })
    this.scan = scanFiles(repository, this.#texts)
    const { fleet, sources, ledger, ledgerProblems } = readFleet(this.scan.texts)
    this.fleet = fleet
    this.sources = sources
    this.ledger = ledger
    const { provenance, problems } = readProvenance(this.read(provenancePath))
    this.provenance = provenance
    this.provenanceProblems = problems
    if (problems.length > 0) this.skip('generated files', 'their record cannot be read')
    const isAsWritten =
      !this.provenance || isLedgerAsWritten(this.read(ledgerPath) ?? '', [this.provenance])
    this.ledgerProblems =
      isAsWritten || ledgerProblems.length > 0 ? ledgerProblems : findStrays({ fleet, ledger })
  }

  read(path: string): string | undefined {
    return this.scan.texts.get(path) ?? this.#readLater(path)
  }

  /** What could not be checked, so far. */
  get skipped(): readonly Skipped[] {
    return [...this.#skipped.values()].sort((a, b) => (a.what < b.what ? -1 : 1))
  }

  /** Notes something that cannot be checked; twice is once. */
  skip(what: string, why: string): void {
    this.#skipped.set(`${what}\n${why}`, { what, why })
  }

  /** The hash of what the tree would be generated from now. */
  hashInputs(): string {
    const { fleet, ledger } = this
    const files = { paths: this.paths, read: (path: string) => this.read(path) }
    return hashInputs({ fleet, ledger, ...findInputFiles(files) })
  }

  /** Objects of the files in which a rule may find something. */
  get manifests(): readonly Manifest[] {
    return (this.#manifests ??= this.scan.manifests.flatMap(path => this.#parse(path)))
  }

  /** Every kustomization file that can be read. */
  get kustomizations(): readonly Kustomization[] {
    return (this.#kustomizations ??= readKustomizations(this.scan.kustomizations, path =>
      this.#readManifests(path),
    ))
  }

  /** What manifests say about addresses, and what follows from what they leave out. */
  get networks(): Networks {
    const { manifests, fleet, ledgerClaims: ledger } = this
    return (this.#networks ??= readNetworks({ manifests, fleet, ledger, read: this.#read }))
  }

  /** Every range of addresses that a manifest states, sound or not. */
  get ranges(): readonly StatedRange[] {
    return this.networks.ranges
  }

  /** Every range that the ledger has given out, or the spec gives. */
  get ledgerClaims(): readonly NetworkClaim[] {
    return (this.#ledgerClaims ??= [
      ...ledgerClaims(this.ledger, this.fleet),
      ...adoptedClaims(this.fleet, this.ledger, this.sources),
    ])
  }

  /** Every range in use, from the ledger, from manifests and outside the fleet. */
  get claims(): readonly NetworkClaim[] {
    return (this.#claims ??= [
      ...this.ledgerClaims,
      ...this.ranges.filter(range => this.#isClaim(range)),
      ...reservedClaims(this.fleet, this.sources),
    ])
  }

  /** Those ranges, each once for all places that state it. */
  get stated(): readonly StatedOnce[] {
    return (this.#stated ??= stateOnce(this.claims))
  }

  /** Who shares routes with whom. */
  get routes(): Routes {
    return (this.#routes ??= new Routes(this))
  }

  get meshIdentities(): readonly MeshIdentity[] {
    return (this.#meshIdentities ??= readMeshIdentities(this.manifests, this.#read))
  }

  /** Files of the tree that cannot be read as YAML, by path. */
  get unreadable(): ReadonlyMap<string, Unreadable> {
    return (this.#unreadable ??= findUnreadable({
      texts: this.scan.texts,
      provenance: this.provenance,
      skip: (what, why) => this.skip(what, why),
    }))
  }

  /**
   * What no rule can read though it may be a manifest: links, other repositories, what is not text,
   * and what is not YAML and no other rule reports.
   */
  get unreadPaths(): readonly Skipped[] {
    const { scan, unreadable } = this
    // What these have parsed, and could not; the rest is parsed where roots are built.
    void [this.manifests, this.kustomizations, this.delivery]
    const found = new Map([...this.unread].map(([what, why]) => [what, why]))
    for (const path of this.paths) {
      const text = scan.texts.get(path)
      // What no rule needs and no kustomization names is not read, and nothing hides in it.
      if (text === undefined) continue
      if (text.startsWith(largeFilePointer)) found.set(path, 'a Git LFS pointer')
      else if (isManifestName(path) && !isText(text)) found.set(path, 'not text in UTF-8')
    }
    for (const [path, why] of this.#tooLarge) found.set(path, why)
    for (const path of this.#broken) if (!unreadable.has(path)) found.set(path, 'not YAML')
    return [...found].map(([what, why]) => ({ what, why }))
  }

  get suppressions(): readonly Suppression[] {
    return (this.#suppressions ??= this.scan.suppressing.flatMap(path =>
      readSuppressions(path, this.read(path) ?? ''),
    ))
  }

  /** The directories that build. */
  get roots(): KustomizationRoots {
    return (this.#roots ??= new KustomizationRoots(this))
  }

  /** Those that the scope can change; all without one. */
  get rootsToBuild(): readonly string[] {
    return (this.#rootsToBuild ??= this.#findRootsToBuild())
  }

  /** Whether there are more than a run builds. */
  get hasTooManyRoots(): boolean {
    return this.rootsToBuild.length > this.mostRoots
  }

  /** Builds each root once, for whoever asks. */
  get builder(): RootBuilder {
    if (!this.#builder) {
      const written = new Set(this.hasTooManyRoots ? [] : this.rootsToBuild)
      this.#builder = new RootBuilder(this.#fileSystem, this.#budget, path => written.has(path))
    }
    return this.#builder
  }

  /** The charts that the fleet asks for by naming systems; see `askedCharts`. */
  get askedCharts(): readonly AskedChart[] {
    return (this.#askedCharts ??= askedCharts(
      this.fleet,
      name =>
        this.read(`${ownPacksPath}${name}/pack.yaml`) ?? this.ourPacks?.().get(`${name}/pack.yaml`),
    ))
  }

  /** What every Argo CD of the fleet will have its clusters run. */
  get delivery(): Delivery {
    return (this.#delivery ??= this.#deliver())
  }

  /** Where the spec names its fleet. */
  locateFleet(): Location {
    const { name } = this.fleet
    const location = this.sources.locate('Fleet', name)
    if (!location) throw new Error(`the spec has no place for its own fleet "${name}"`)
    return location
  }

  /** The manifests of a file that may not be there. */
  readonly #read = (path: string): readonly Manifest[] =>
    this.paths.has(path) ? this.#parse(path) : []

  get #fileSystem(): FileSystem {
    return (this.#files ??= boundedFileSystem(snapshotFileSystem(this.#texts, this.unread)))
  }

  /** What is Argo CD's own in files that no kustomization takes in: people apply it by hand. */
  #findUnlisted(): readonly BuiltObject[] {
    const { roots, scan, fleet } = this
    if (scan.argocd.length === 0) return []
    const listed = new Set(
      [...roots.files.values()]
        .filter(file => file.startsWith('gitops/'))
        .flatMap(file => [...roots.reach(file)]),
    )
    const { namespace } = fleet.argocd
    return scan.argocd
      .filter(path => !listed.has(path))
      .flatMap(path => this.#parse(path))
      .map(({ file, fields, locate }) => {
        const value = fields as JsonObject
        const metadata = { namespace, ...objectOf(value['metadata']) }
        return { value: { ...value, metadata }, root: posix.dirname(file), locate }
      })
  }

  #findRootsToBuild(): readonly string[] {
    const all = [...this.roots.files.keys()]
    if (!this.scope) return all
    const touched = withDirectories(this.scope)
    return all.filter(directory => this.roots.canChange(directory, touched))
  }

  /** What the scan passed over is read when it is asked for. */
  #readLater(path: string): string | undefined {
    if (!this.paths.has(path)) return undefined
    if (!this.#late.has(path)) this.#late.set(path, this.#texts.read(path))
    return this.#late.get(path)
  }

  #deliver(): Delivery {
    const { fleet, builder, roots, scope } = this
    const buildsObjects = !this.hasTooManyRoots
    const repository = {
      paths: [...this.paths],
      fileSystem: this.#fileSystem,
      budget: this.#budget,
      ...fleet.repository,
    }
    const unlisted = this.#findUnlisted()
    const input = { fleet, repository, builder, roots, unlisted, scope, buildsObjects }
    const delivery = new Delivery(input)
    const isAsked = (source: ApplicationSourceRef, application: DeliveredApplication) =>
      isAskedFor(source, application, fleet, this.askedCharts)
    for (const { what, why } of delivery.unknown(isAsked)) this.skip(what, why)
    return delivery
  }

  /** Whether a range takes addresses from somebody: some only say where others lie. */
  #isClaim(range: StatedRange): range is NetworkClaim {
    const { role, cidr, cluster, file } = range
    if (cidr === undefined || role === 'dns' || role === 'routing') return false
    if (cluster !== undefined || role === 'globalnet') return true
    this.skip(file, 'has addresses, and its directory does not say of which cluster')
    return false
  }

  #parse(path: string): readonly Manifest[] {
    const known = this.#parsed.get(path)
    if (known) return known
    const manifests = this.#readManifests(path)
    this.#parsed.set(path, manifests)
    return manifests
  }

  /** Those of a file; none, and a note, where it is not YAML. */
  #readManifests(path: string): readonly Manifest[] {
    try {
      return readManifests(path, this.read(path) ?? '')
    } catch (error) {
      if (!(error instanceof FleetError)) throw error
      this.#broken.add(path)
      const [problem] = error.problems
      const { message } = new SourceQuotes(file => this.read(file)).told(problem)
      this.skip(path, `${notReadable}: ${message}`)
      return []
    }
  }
}

/** What a file begins with whose content lies in another store. */
export const largeFilePointer = 'version https://git-lfs.github.com/spec/'

function isManifestName(path: string): boolean {
  return /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/s.test(path)
}

/** Bytes that are no text in UTF-8 read as U+FFFD, and text in UTF-16 has a null in it. */
function isText(text: string): boolean {
  return !text.includes('\uFFFD') && !text.includes('\0')
}

/** A record that is damaged is for a rule to report; one that is newer, for a newer Bulkhead. */
function readProvenance(text: string | undefined): {
  readonly provenance: Provenance | undefined
  readonly problems: readonly Problem[]
} {
  if (text === undefined) return { provenance: undefined, problems: [] }
  try {
    return { provenance: parseProvenance(text), problems: [] }
  } catch (error) {
    if (!(error instanceof FleetError) || error.problems[0].code === 'LOCK_NEWER') throw error
    return { provenance: undefined, problems: error.problems }
  }
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => (known ??= { value: compute() }).value
}
