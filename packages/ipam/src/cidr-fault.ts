/** What can be wrong with the text of a block of addresses. */
export type CidrFaultKind =
  | 'space'
  | 'no-prefix'
  | 'prefix-range'
  | 'netmask'
  | 'leading-zero'
  | 'octet-range'
  | 'octet-count'
  | 'zone'
  | 'mapped'
  | 'host-bits'
  | 'multicast'
  | 'loopback'
  | 'syntax'

/** Why a text is not a block of addresses that can be planned with. */
export interface CidrFault {
  readonly fault: CidrFaultKind
  /** Names the text and the fault: `host bits are set in 10.4.1.0/14; did you mean 10.4.0.0/14?` */
  readonly message: string
  /** What was probably meant, canonical, where that is clear. */
  readonly suggestion?: string
}
