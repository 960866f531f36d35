/** The smallest range of services: DNS is its tenth address (kubeadm constants.go, `GetDNSIP`). */
export const smallestServices = { 4: 28, 6: 124 } as const
