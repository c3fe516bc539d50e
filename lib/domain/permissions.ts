/**
 * Who may do what, as pure functions over the viewer's grants. The database says the same again: these exist so that
 * a refusal is a clear answer and not an empty page.
 */

export type Viewer = {
  orgId: string;
  personId: string;
  userId: string;
  name: string;
  /** IANA zone and language of the person. */
  timeZone: string;
  locale: string;
  isAdmin: boolean;
  isReviewer: boolean;
  /** Units the person leads; their subtrees are in scope. */
  leads: readonly string[];
  /** When this session was signed in: exports and program changes ask for a recent one. */
  signedInAt: Date;
};

declare const proof: unique symbol;
/** Units a leader may read, minted here only: a scoped query demands it as the proof of authorization. */
export type LeaderScope = { readonly units: readonly string[]; readonly [proof]: "leader" };

export function leaderScope(viewer: Pick<Viewer, "leads">): LeaderScope | undefined {
  return viewer.leads.length > 0 ? ({ units: viewer.leads } as LeaderScope) : undefined;
}

const recentMinutes = 60;

/** Exports and program changes need a sign-in within the last hour. */
export function signedInRecently(viewer: Pick<Viewer, "signedInAt">, now: Date): boolean {
  return now.getTime() - viewer.signedInAt.getTime() <= recentMinutes * 60_000;
}
