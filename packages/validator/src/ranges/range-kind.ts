import type { NumberName, RangeRole, Tool } from '@bulkhead/ipam'
import type { FieldPath } from './field-path.ts'

/** What manifests of one kind say about addresses: where they stand, what for and whose. */
export interface RangeKind {
  /** The API group; empty for files that have none, as a configuration of k3s. */
  readonly group: string
  readonly kind: string
  readonly cluster: ClusterClue
  /** Words of which a file has one, or it is not worth reading for this kind. */
  readonly words?: readonly string[]
  /** What the tool calls a cluster that has no name. */
  readonly unnamed?: string
  /** What the manifest shows of how its cluster is made. */
  readonly tools?: readonly ToolClue[]
  readonly ranges?: readonly RangeField[]
  /** Who reads the ranges, where that is not everything that the cluster is made of. */
  readonly readers?: readonly Tool[]
  readonly defaults?: readonly RangeDefault[]
  /** By which names a cluster chooses ranges that stand beside those of subnets. */
  readonly chosen?: readonly { readonly role: RangeRole; readonly at: FieldPath }[]
  readonly numbers?: readonly NumberField[]
  readonly nodePrefixes?: readonly NodePrefixField[]
}

/**
 * Whose the ranges are: the cluster that the first field with a value names, or else the one that
 * refers to the manifest; the one whose directory the manifest lies in; or all that are joined.
 */
export type ClusterClue = readonly FieldPath[] | 'directory' | 'joined'

export interface ToolClue {
  readonly tools: readonly Tool[]
  readonly when?: readonly Condition[]
}

/** One of: the field has one of these values; it has any; it has none. */
export type Condition =
  | { readonly at: FieldPath; readonly is: readonly unknown[] }
  | { readonly at: FieldPath; readonly isNot: readonly unknown[] }
  | { readonly at: FieldPath; readonly has: boolean }

export interface RangeField {
  readonly role: RangeRole
  /** A text, or a list of texts; several ranges may be in one text, separated by commas. */
  readonly at: FieldPath
  readonly when?: readonly Condition[]
  /** Without it, each text is a range: an address and a prefix length. */
  readonly form?: RangeForm
  /** A field that says that the network is there already, and is not made from the manifest. */
  readonly exists?: FieldPath
}

/**
 * - `address`: one address.
 * - `size`: a range, or only the size of one that is to be chosen, as `/14`.
 * - `span`: a range, or its first and its last address, as `10.0.0.8-10.0.0.20`.
 * - `start-stop`: a mapping of a first address `start` and a last one `stop`.
 * - `named`: what has a name, as ranges of a subnet in Google Cloud: the key in its mapping, or the
 *   `rangeName` beside it. Clusters choose by that name; without one that does, it tells the role.
 */
export type RangeForm = 'address' | 'size' | 'span' | 'start-stop' | 'named'

/** Ranges that a tool takes where no manifest of the cluster has any of this role. */
export interface RangeDefault {
  readonly role: RangeRole
  /** The field that was left out. */
  readonly at: FieldPath
  readonly when?: readonly Condition[]
  /** Only where a VPC of the cluster touches this range, or, for `false`, where none does. */
  readonly vpcIn?: { readonly range: string; readonly is: boolean }
  readonly ranges: readonly string[]
  /** Who fills it in, as messages say: `kubeadm`. */
  readonly by: string
  /** An address, or a file and what to look for in it. */
  readonly source: string
}

export interface NumberField {
  readonly of: NumberName
  readonly at: FieldPath
}

/** The prefix length of the block that each node takes from the pod range. */
export interface NodePrefixField {
  readonly tool: Tool
  readonly family: 4 | 6
  readonly at: FieldPath
}

/** The field that names most things. */
export const metadataName: FieldPath = 'metadata.name'
