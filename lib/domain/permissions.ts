/**
 * A signed-in person with what they may do. Row-level security decides the same again in the database; the functions
 * below let a service refuse with a clear error instead of returning an empty result.
 */
export type Viewer = {
  orgId: string;
  personId: string;
  userId: string;
  name: string;
  /** The person's IANA time zone; `locale` is their language. */
  timeZone: string;
  locale: string;
  isAdmin: boolean;
  isReviewer: boolean;
  /** Ids of the units that the person leads; all units below these are in scope too. */
  leads: readonly string[];
  /** When the person signed in to this session. */
  signedInAt: Date;
};

declare const proof: unique symbol;
/** The units that a leader may read. Only `leaderScope` makes one, so a query that takes it cannot be called without that
 * check. */
export type LeaderScope = { readonly units: readonly string[]; readonly [proof]: "leader" };

/** The scope of a leader; undefined for somebody who leads no unit. */
export function leaderScope(viewer: Pick<Viewer, "leads">): LeaderScope | undefined {
  return viewer.leads.length > 0 ? ({ units: viewer.leads } as LeaderScope) : undefined;
}

const recentMinutes = 60;

/** Whether the person signed in within the last hour: exports and changes to the program need it. */
export function signedInRecently(viewer: Pick<Viewer, "signedInAt">, now: Date): boolean {
  return now.getTime() - viewer.signedInAt.getTime() <= recentMinutes * 60_000;
}
