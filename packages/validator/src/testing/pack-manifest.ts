/** A `pack.yaml`, given the part of its spec that matters. */
export function manifest(name: string, spec: string): string {
  return `apiVersion: bulkhead.dev/v1alpha1
kind: Pack
metadata: { name: ${name} }
spec:
  version: 1.0.0
  description: For a test.
${spec}
`
}
