import type { FunctionMap } from '../function.ts'
import { NotDeterministic } from '../template-error.ts'
import { anyType } from '../value.ts'

const clock = 'it depends on the time at which it runs'
const zone = 'it depends on the clock or the time zone of the controller'
const chance = 'it is drawn at random'

/** Functions whose result nobody can know before the controller runs them. */
const reasons: Readonly<Record<string, string>> = {
  now: clock,
  ago: clock,
  date: zone,
  dateInZone: zone,
  date_in_zone: zone,
  dateModify: zone,
  date_modify: zone,
  mustDateModify: zone,
  must_date_modify: zone,
  htmlDate: zone,
  htmlDateInZone: zone,
  toDate: zone,
  mustToDate: zone,
  unixEpoch: clock,
  duration: clock,
  durationRound: clock,
  randAlphaNum: chance,
  randAlpha: chance,
  randAscii: chance,
  randNumeric: chance,
  randBytes: chance,
  randInt: chance,
  shuffle: chance,
  uuidv4: chance,
  bcrypt: chance,
  htpasswd: chance,
  genPrivateKey: chance,
  genCA: chance,
  genCAWithKey: chance,
  genSelfSignedCert: chance,
  genSelfSignedCertWithKey: chance,
  genSignedCert: chance,
  genSignedCertWithKey: chance,
  buildCustomCert: 'it is for keys, which belong in no ApplicationSet',
  derivePassword: 'it is for passwords, which belong in no ApplicationSet',
  encryptAES: chance,
  decryptAES: 'it is for secrets, which belong in no ApplicationSet',
}

export const unknowableFunctions: FunctionMap = Object.fromEntries(
  Object.entries(reasons).map(([name, why]) => [
    name,
    {
      parameters: [],
      rest: anyType,
      call: () => {
        throw new NotDeterministic(name, why)
      },
    },
  ]),
)
