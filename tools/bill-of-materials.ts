/** A package, as a list of contents names it. */
export interface Component {
  readonly name: string
  readonly version: string
  /** As an SPDX expression. */
  readonly license: string
  /** What its tarball hashes to, as in `sha512-…`; unknown of what was not published yet. */
  readonly integrity?: string
}

/**
 * What a package contains and asks for, in CycloneDX. The same contents give the same bytes: there is
 * no time and no serial number in it.
 *
 * @param subject the package
 * @param contents the packages that modules of it are from, and those that npm installs beside it
 * @throws Error for an integrity that is no SHA-512
 */
export function billOfMaterials(
  subject: Component,
  contents: readonly Component[],
): Readonly<Record<string, unknown>> {
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', ...described(subject) } },
    components: contents.map(component => ({ type: 'library', ...described(component) })),
    dependencies: [{ ref: reference(subject), dependsOn: contents.map(reference) }],
  }
}

function described(component: Component): object {
  const { name, version, license, integrity } = component
  const [, group, short] = /^(@[^/]+)\/(.+)$/.exec(name) ?? []
  return {
    'bom-ref': reference(component),
    ...(group && { group }),
    name: short ?? name,
    version,
    ...(integrity !== undefined && { hashes: [hash(integrity)] }),
    licenses: [{ expression: license }],
    purl: reference(component),
  }
}

/** A package URL, as https://github.com/package-url/purl-spec has it for npm. */
function reference({ name, version }: Component): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`
}

function hash(integrity: string): object {
  const [, content = ''] = /^sha512-([A-Za-z0-9+/]+=*)$/.exec(integrity) ?? []
  if (!content) throw new Error(`not a SHA-512 hash: ${integrity}`)
  return { alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') }
}
