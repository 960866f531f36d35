/** How the ledger names the owners of addresses. */
export const ownerOf = {
  region: (name: string) => `region/${name}`,
  zone: (name: string) => `zone/${name}`,
  cluster: (name: string) => `cluster/${name}`,
} as const

export type OwnerKind = keyof typeof ownerOf

/** The kind and name in an owner of the ledger; nothing for what names neither region, zone nor cluster. */
export function readOwner(
  owner: string,
): { readonly kind: OwnerKind; readonly name: string } | undefined {
  const [, kind, name] = /^(region|zone|cluster)\/(.+)$/.exec(owner) ?? []
  return kind !== undefined && name !== undefined ? { kind: kind as OwnerKind, name } : undefined
}
