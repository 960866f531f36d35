import { FleetError } from '@bulkhead/diagnostics'
import {
  stringifyKustomization,
  type Component,
  type Kustomization,
} from '@bulkhead/kustomize/kustomization'
import { directoriesIn, type References } from '../own-references.ts'
import type { Owner } from '../planned-file.ts'

/** Fields of a kustomization as data, before they are typed. */
export type KustomizationFields = Readonly<Record<string, unknown>>

interface Draft {
  readonly owner: Owner
  readonly pack: string
  readonly fields: Map<string, { readonly value: unknown; readonly pack: string }>
}

/** The `kustomization.yaml` files under construction, which several packs contribute to. */
export class KustomizationDrafts {
  readonly #drafts = new Map<string, Draft>()

  /**
   * Adds fields to the kustomization of a directory. Lists are joined without repeats, in the order
   * of contribution; anything else that two packs set must agree.
   *
   * @throws FleetError `PACK_CLASH` when it does not
   */
  contribute(directory: string, fields: KustomizationFields, owner: Owner, pack: string): void {
    const draft = this.#drafts.get(directory) ?? { owner, pack, fields: new Map() }
    if (draft.owner !== owner) {
      throw clash(directory, `"${draft.pack}" made it ${draft.owner} and "${pack}" ${owner}`)
    }
    this.#drafts.set(directory, draft)
    for (const [field, value] of Object.entries(fields))
      addField(directory, draft, field, value, pack)
  }

  has(directory: string): boolean {
    return this.#drafts.has(directory)
  }

  /** Which directories each kustomization takes in. */
  references(): References {
    return new Map(
      [...this.#drafts].map(([directory, { fields }]) => [
        directory,
        directoriesIn(directory, asObject(fields)),
      ]),
    )
  }

  /** Likewise for those that are given, and of directories that have a kustomization. */
  givenReferences(): References {
    return new Map(
      [...this.references()]
        .filter(([directory]) => this.#drafts.get(directory)?.owner === 'given')
        .map(([directory, taken]) => [directory, taken.filter(other => this.has(other))]),
    )
  }

  /**
   * Every kustomization, as the text of its file.
   *
   * @throws FleetError `PACK_KUSTOMIZATION` for one with a value that cannot be written
   */
  *finish(): Generator<{ directory: string; text: string; owner: Owner; pack: string }> {
    for (const [directory, { owner, pack, fields }] of this.#drafts) {
      yield { directory, text: textOf(directory, pack, asObject(fields)), owner, pack }
    }
  }
}

function textOf(directory: string, pack: string, fields: KustomizationFields): string {
  try {
    return stringifyKustomization(typed(fields))
  } catch (error) {
    if (!(error instanceof FleetError)) throw error
    const [{ message }] = error.problems
    throw new FleetError({
      code: 'PACK_KUSTOMIZATION',
      message: `the kustomization of ${directory}, which pack "${pack}" makes, cannot be written: ${message}`,
      hint: 'Correct the value in the pack.yaml.',
    })
  }
}

function asObject(fields: Draft['fields']): KustomizationFields {
  return Object.fromEntries([...fields].map(([field, { value }]) => [field, value]))
}

function addField(directory: string, draft: Draft, field: string, value: unknown, pack: string) {
  const earlier = draft.fields.get(field)
  if (!earlier) draft.fields.set(field, { value, pack })
  else if (Array.isArray(earlier.value) && Array.isArray(value)) {
    draft.fields.set(field, { value: joined(earlier.value, value), pack: earlier.pack })
  } else if (JSON.stringify(earlier.value) !== JSON.stringify(value)) {
    throw clash(directory, `"${earlier.pack}" and "${pack}" set ${field} to different values`)
  }
}

function joined(a: readonly unknown[], b: readonly unknown[]): readonly unknown[] {
  return [...new Map([...a, ...b].map(item => [JSON.stringify(item), item])).values()]
}

/** Fields come from packs as data; what they say is checked by building the tree. */
function typed(fields: KustomizationFields): Kustomization | Component {
  return fields['kind'] === 'Component'
    ? { apiVersion: 'kustomize.config.k8s.io/v1alpha1', ...fields, kind: 'Component' }
    : { apiVersion: 'kustomize.config.k8s.io/v1beta1', ...fields, kind: 'Kustomization' }
}

function clash(directory: string, reason: string): FleetError {
  return new FleetError({
    code: 'PACK_CLASH',
    message: `the kustomization of ${directory} is contested: ${reason}`,
    hint: 'Let one of the packs write to another directory.',
  })
}
