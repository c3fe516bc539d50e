/** Why a sign-in was refused: the log says it in this code, the sign-in page in words. */
export const signInRefusals = [
  /** Nobody is invited under the address. */
  "not-invited",
  /** The provider stated no address that could be compared. */
  "no-address",
  /** The provider did not say, or denied, that the address is verified. */
  "unverified",
  /** The person is bound to another identity of the provider. */
  "other-identity",
  /** The provider said no, or the person turned back there. */
  "provider-refused",
  /** The provider could not be reached. */
  "provider-unreachable",
  /** The provider was reached and did not answer in time. */
  "provider-silent",
  /** The provider says that it has a fault of its own. */
  "provider-failed",
  /** What the provider answered could not be used: a wrong client secret, a clock, a claim that is another one. */
  "provider-answer",
  /** It took too long, or went on in another browser than it began in. */
  "expired",
  /** The link was used or is too old. */
  "used-up",
  /** The passkey is of nobody here any more. */
  "unknown-passkey",
  /** What the passkey signed could not be believed. */
  "passkey-refused",
  /** Something failed on our side. */
  "fault",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];
