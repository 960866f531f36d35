/** Every cluster of the example fleet, sorted. */
export const everywhere = [
  'ap-south-1-production',
  'eu-west-1-production',
  'eu-west-1-staging',
  'local-one',
  'local-two',
  'us-east-1-production',
  'us-east-1-staging',
]

/** Where everything runs, as the spec of the example says. */
export const placed: Readonly<Record<string, readonly string[]>> = {
  'cart-service': everywhere,
  'cilium-clustermesh': everywhere,
  'data-pipeline': ['ap-south-1-production'],
  mcs: everywhere,
  'payment-service': [
    'eu-west-1-production',
    'eu-west-1-staging',
    'us-east-1-production',
    'us-east-1-staging',
  ],
  storefront: everywhere,
}
