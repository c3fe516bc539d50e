/** Every kind of mail. None of them says an answer. */
export const mailKinds = [
  "sign-in",
  "identity-unlinked",
  "passkey-added",
  "passkey-removed",
  "cycle-opened",
  "cycle-cancelled",
  "reminder",
  "nudge",
  "partner-answered",
  "reveal-ready",
  "cycle-published",
  "cycle-withdrawn",
  "address-change",
  "partner-replaced",
  "new-partner",
  "duo-ended",
  "duo-paused",
  "duo-resumed",
  "new-reader",
  "role-granted",
  "role-ended",
  "address-set",
  "partner-address-set",
] as const;
export type MailKind = (typeof mailKinds)[number];

/**
 * Why a mail that was given up is of no use any more. `taken-back`: what it tells was undone; `decided`: its reader has
 * confirmed or refused the address.
 */
export type MailNoUse =
  | "cancelled"
  | "closed"
  | "not-asked"
  | "withdrawn"
  | "taken-back"
  | "over"
  | "decided";

/**
 * Why the product itself gives a mail up: it would come too late, its reader has answered, what it tells is no longer so, or
 * another mail says it too. Lists and counts of failed mail leave these out; every other reason is the mail server's codes.
 */
export const ownReasons = ["expired", "answered", "occasion-gone", "said-in-one"] as const;
export type OwnReason = (typeof ownReasons)[number];

/** What a leader finds in a published cycle, as its mail says: the duos of their units, units alone, or no complete duo. */
export const digestShows = ["duos", "units", "nothing"] as const;
export type DigestShows = (typeof digestShows)[number];

/** Kinds that a person can stop. The others are about something that happened to their own answers or access. */
export const stoppableKinds: readonly MailKind[] = ["reminder", "nudge"];

/**
 * Somebody who may read a duo as a leader, and the unit that they lead, as a mail names them; the name is empty where it was
 * erased. `addressSet`: an admin set their address before their first sign-in, as `granted_to_address_set()` of the database says.
 */
export type NamedReader = { reader: string; unit: string; addressSet?: boolean };

/** Between which instants somebody could read who does not any more, as ISO 8601. */
export type ReadingTime = { from: string; until: string };

/** That somebody reads a duo as a leader, by a unit that they lead: the row that a mail is about or the next one, earlier ones, or both. */
export type DuoReading = NamedReader & {
  duoId: string;
  /** The other partner's name, empty for somebody who was erased. */
  partner: string;
  readerId: string;
  unitId: string;
  next: boolean;
  earlier: boolean;
  /** They do not read any more, and could have. */
  ended?: ReadingTime;
};

/** Duos of a mail's reader that the same leaders read, by the names of the partners in them. */
export type ReadDuos = {
  partners: readonly string[];
  next: readonly NamedReader[];
  earlier: readonly NamedReader[];
  ended?: readonly (NamedReader & ReadingTime)[];
};

/**
 * Whom an admin's own reminder would reach, and whom not: they had one in the last fortnight, or get another reminder on
 * that day. `uncounted`: the admin's partners and people of duos that they read as a leader are in no number.
 */
export type NudgeReach = { reached: number; fortnight: number; sameDay: number; uncounted: boolean };

/** How much mail of an organization waits, was given up and was sent, over all kinds. Instants in ISO 8601. */
export type MailHealth = {
  waiting: number;
  /** Since when the longest waiting mail should have left; null when none waits. */
  waitingSince: string | null;
  /** Mails given up in the last 30 days. */
  failed: number;
  lastSentAt: string | null;
  /** Mails that wait for their own time, such as their reader's morning, and when the first of them leaves. */
  later: number;
  laterAt: string | null;
  /** What an admin must look after; null where there is nothing. */
  trouble: MailTrouble | null;
};

/** `stalled`: mail does not leave, for whomever it is. `given-up`: it does, but some people cannot be reached. */
export type MailTrouble = "stalled" | "given-up";

/** Mail that has been waiting longer than this has stalled: the job that sends it runs every minute. */
const stalledAfterMinutes = 15;

/** `MailHealth.trouble` at a moment. */
export function mailTrouble(
  { waitingSince, failed }: Pick<MailHealth, "waitingSince" | "failed">,
  now: Date,
): MailTrouble | null {
  const waited = waitingSince === null ? 0 : now.getTime() - Date.parse(waitingSince);
  if (waited > stalledAfterMinutes * 60_000) return "stalled";
  return failed > 0 ? "given-up" : null;
}
