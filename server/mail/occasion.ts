import type { Tx } from "@/db/client";
import {
  isOfNoUse,
  isWithdrawn,
  listEndedReadings,
  listReadersOfDuo,
  listStandingGrants,
  readComingMode,
  readDuoEnd,
  readDuoPause,
  readInvitationFacts,
  readReminderFacts,
  readRoleEnd,
  wasSent,
} from "@/db/queries/mail-occasions";
import { claimAlike, deferMail, giveUpMail, takeDay, type WaitingMail } from "@/db/queries/outbox";
import type { MailKind } from "@/lib/domain/mail";
import { readDuos } from "./read-duos";

/** A mail as it is to be sent now, and the waiting mails that it says too. */
export type CurrentMail = { mail: WaitingMail; together: readonly { orgId: string; id: string }[] };
type Payload = WaitingMail["payload"];
type Checked = { payload: Payload; together?: CurrentMail["together"] } | undefined;

/** Gives a mail up that tells what is no longer so. */
async function giveUpAsGone(
  tx: Tx,
  ...mails: readonly Pick<WaitingMail, "orgId" | "id">[]
): Promise<undefined> {
  for (const mail of mails) await giveUpMail(tx, mail, "occasion-gone");
}

/**
 * Only to somebody of a duo that the cycle still asks, with the time of its close as it is now, and who reads the duo's row
 * of this cycle; who reads earlier ones, where they do not read this one.
 */
async function invitation(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const { cycleId = "" } = mail.payload;
  const facts = cycleId && (await readInvitationFacts(tx, { ...mail, cycleId }));
  if (facts) {
    const { closesAt, mode, declined, readings } = facts;
    const reads = new Set(readings.filter(({ next }) => next).map(({ duoId, readerId }) => duoId + readerId));
    const said = readings.map((one) => ({ ...one, earlier: !reads.has(one.duoId + one.readerId) }));
    const duos = JSON.stringify(readDuos(said));
    return {
      payload: { cycleId, closesAt: closesAt.toISOString(), mode, declined: declined ? "yes" : "", duos },
    };
  }
  return giveUpAsGone(tx, mail);
}

/** Only to somebody who has not submitted, in working hours, and on a day without another reminder. */
async function reminder(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const facts = await readReminderFacts(tx, { ...mail, cycleId: mail.payload.cycleId ?? "" });
  if (!facts) await giveUpMail(tx, mail, "answered");
  else if (!(await takeDay(tx, mail, facts.day))) await giveUpMail(tx, mail, "said-in-one");
  else if (facts.waitSeconds > 0) await deferMail(tx, mail, facts.waitSeconds);
  else return { payload: { closesAt: facts.closesAt.toISOString(), partners: facts.partners.join("\n") } };
  return undefined;
}

/** Only to somebody to whom the mail was sent that it takes back. */
const after =
  (kind: MailKind) =>
  async (tx: Tx, mail: WaitingMail): Promise<Checked> => {
    if (await wasSent(tx, { ...mail, kind, cycleId: mail.payload.cycleId ?? "" })) return mail;
    return giveUpAsGone(tx, mail);
  };

/** Not of a cycle that was withdrawn before the mail left. */
async function publication(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const { cycleId } = mail.payload;
  if (!cycleId || !(await isWithdrawn(tx, { orgId: mail.orgId, cycleId }))) return mail;
  return giveUpAsGone(tx, mail);
}

/**
 * By which units somebody reads what a waiting mail is about: the one that they were given, or else any, and until when they
 * could read it by that one. A grant opens earlier rows too, a move the next ones alone.
 */
async function readsOrCould(tx: Tx, mail: Pick<WaitingMail, "orgId" | "personId" | "id" | "payload">) {
  const { duoId, readerId, unitId } = mail.payload;
  const all = duoId ? await listReadersOfDuo(tx, { ...mail, duoId }) : [];
  const theirs = all.filter((reading) => reading.readerId === readerId && (unitId || reading.next));
  const given = theirs.filter((reading) => reading.unitId === unitId);
  return given.length > 0 ? given : [...theirs, ...(await listEndedReadings(tx, mail))];
}

/**
 * All new readers in one mail: those who will read the duo that each mail is about, wherever it is by now, and those who
 * could read a row of it by a right that is over. Nobody reads one that no cycle has asked yet, nor from now on one that has
 * ended or any in a program that shows no rows: an invitation, or the mail that it goes on, names all.
 */
async function newReaders(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const reading = await readsOrCould(tx, mail);
  if (reading.length === 0) {
    return giveUpAsGone(tx, mail);
  }
  const together: { orgId: string; id: string }[] = [];
  for (const { orgId, id, payload } of await claimAlike(tx, mail)) {
    const also = await readsOrCould(tx, { orgId, id, personId: mail.personId, payload });
    // One that is not true leaves no trace in this mail, and is given up in its turn.
    if (also.length > 0) together.push({ orgId, id });
    reading.push(...also);
  }
  return { payload: { duos: JSON.stringify(readDuos(reading)) }, together };
}

/** Not of a grant that ended before the mail left, of which there is one that says both. All units that somebody newly leads in one mail. */
async function roleGranted(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const { role } = mail.payload;
  const alike = role === "leader" ? await claimAlike(tx, mail) : [];
  const grants = [mail, ...alike.filter(({ payload }) => payload.role === role)];
  const standing = await listStandingGrants(tx, mail);
  const told = grants.filter(({ payload: { grantId } }) => !grantId || standing.has(grantId));
  if (told.length === 0) {
    return giveUpAsGone(tx, ...grants);
  }
  const units = [...new Set(told.map(({ payload: { unit = "" } }) => unit))];
  const payload = role === "leader" ? { role, units: JSON.stringify(units) } : mail.payload;
  return { payload, together: grants.slice(1) };
}

/** Not of a duo that goes on again, or ends on another day, of which there is a mail of its own. */
async function duoEnded(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const { duoId, endedOn } = mail.payload;
  const end = duoId && (await readDuoEnd(tx, { ...mail, duoId }));
  if (end && end.endedOn === endedOn) {
    return { payload: { endedOn, partner: end.partner, over: end.over ? "yes" : "" } };
  }
  return giveUpAsGone(tx, mail);
}

/**
 * Not of a duo that is not so any more, and of a stop that was undone not once the cycle that it left has closed. Of a duo
 * that was over, always, with all who will read it.
 */
async function duoPaused(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const { duoId, notEnded = "", back = "" } = mail.payload;
  const state = duoId && (await readDuoPause(tx, { ...mail, duoId }));
  if (!state || state.paused !== (mail.kind === "duo-paused")) {
    return giveUpAsGone(tx, mail);
  }
  const undone = state.leftOpen ? (mail.payload.undone ?? "") : "";
  if (mail.payload.undone && !undone && !back) {
    return giveUpAsGone(tx, mail);
  }
  const said = { partner: state.partner, endsOn: state.endsOn ?? "", notEnded, undone, back };
  if (!back) return { payload: said };
  const readings = (await listReadersOfDuo(tx, { ...mail, duoId })).map((one) => ({
    ...one,
    earlier: false,
  }));
  return {
    payload: { ...said, mode: await readComingMode(tx, mail), duos: JSON.stringify(readDuos(readings)) },
  };
}

/**
 * Not of a role that its reader has again. All units that somebody no longer leads in one mail; apart from those of which
 * they never heard that they led them, which says that too.
 */
async function roleEnded(tx: Tx, mail: WaitingMail): Promise<Checked> {
  const { role = "" } = mail.payload;
  const end = await readRoleEnd(tx, mail);
  if (!end) {
    return giveUpAsGone(tx, mail);
  }
  const units = new Set(end.unit ? [end.unit] : []);
  const together: { orgId: string; id: string }[] = [];
  const alike = role === "leader" ? await claimAlike(tx, mail) : [];
  for (const { orgId, id, payload } of alike) {
    if (payload.role !== role || payload.by !== mail.payload.by || payload.untold !== mail.payload.untold)
      continue;
    const other = await readRoleEnd(tx, { orgId, personId: mail.personId, id });
    if (other?.unit) units.add(other.unit);
    together.push({ orgId, id });
  }
  const said = {
    endedAt: end.endedAt.toISOString(),
    by: end.by ?? "",
    bySelf: end.bySelf ? "yes" : "",
    grantedAt: mail.payload.untold ? end.grantedAt.toISOString() : "",
  };
  return { payload: { role, units: JSON.stringify([...units]), ...said }, together };
}

/** Not of what was decided or ended meanwhile. */
async function ifOfUse(tx: Tx, mail: WaitingMail): Promise<Checked> {
  if (!(await isOfNoUse(tx, mail))) return mail;
  return giveUpAsGone(tx, mail);
}

const checks: Partial<Record<WaitingMail["kind"], (tx: Tx, mail: WaitingMail) => Promise<Checked>>> = {
  "cycle-opened": invitation,
  "cycle-cancelled": after("cycle-opened"),
  "cycle-published": publication,
  "cycle-withdrawn": after("cycle-published"),
  reminder,
  nudge: reminder,
  "new-reader": newReaders,
  "role-granted": roleGranted,
  "role-ended": roleEnded,
  "duo-ended": duoEnded,
  "duo-paused": duoPaused,
  "duo-resumed": duoPaused,
  "partner-replaced": ifOfUse,
  "new-partner": ifOfUse,
  "address-change": ifOfUse,
};

/**
 * Looks whether the occasion of a waiting mail is still there, and gives the mail with the facts of this moment as its
 * payload; undefined for one that was given up for want of its occasion, or deferred to working hours.
 */
export async function upToDate(tx: Tx, mail: WaitingMail): Promise<CurrentMail | undefined> {
  const check = checks[mail.kind];
  if (!check) return { mail, together: [] };
  const checked = await check(tx, mail);
  return checked && { mail: { ...mail, payload: checked.payload }, together: checked.together ?? [] };
}
