/** `apiVersion` of every document that people write. */
export const apiVersion = 'bulkhead.dev/v1alpha1'
