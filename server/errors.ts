/** Everything a service may refuse with, and its HTTP status. Out of scope is "not-found": existence is not told. */
export const refusals = {
  "not-signed-in": 401,
  "sign-in-again": 401,
  /** The page was made for somebody else than who is signed in on this browser now. */
  "other-person": 409,
  "not-found": 404,
  /** A body that is not what its type says; `invalid` is one that can be read and says something wrong. */
  unreadable: 400,
  invalid: 422,
  stale: 409,
  closed: 409,
  locked: 409,
  conflict: 409,
  /** Somebody has begun to answer. */
  begun: 409,
  /** The cycle was cancelled before. */
  cancelled: 409,
  "too-large": 413,
  "too-many": 429,
  /** No connection or no place was free in time. */
  busy: 503,
  /** It was sent to the database, which did not confirm it in time: it may be stored, or be stored later. */
  unconfirmed: 503,
  /** Something that the server needs for this, such as a file, cannot be used; its log says what. */
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof refusals;

/** A refusal in plain terms; anything else that is thrown is a fault and shown as nothing more than that. */
export class DomainError extends Error {
  readonly code: RefusalCode;
  /** Message codes by field, for "invalid". */
  readonly fields: Readonly<Record<string, string>>;
  /** For "other-person": the name of who is signed in. */
  readonly signedInAs: string | undefined;

  constructor(code: RefusalCode, fields: Readonly<Record<string, string>> = {}, signedInAs?: string) {
    super(code);
    this.name = "DomainError";
    this.code = code;
    this.fields = fields;
    this.signedInAs = signedInAs;
  }

  get status(): number {
    return refusals[this.code];
  }
}
