import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { dataKeyOf } from "../encryption/data-key";
import { openTalkingPoints, sealTalkingPoints } from "../encryption/sealed-rows";
import { duoTalks, talkingPoints } from "../schema";
import { resultOf } from "./call";
import type { DuoCycleKey, Enrolment } from "./responses";

const ofTalk = (place: DuoCycleKey) =>
  and(eq(duoTalks.orgId, place.orgId), eq(duoTalks.cycleId, place.cycleId), eq(duoTalks.duoId, place.duoId));

/** When a duo noted its talk about a cycle; undefined when it did not, and for everybody but its two partners. */
export async function findTalk(tx: Tx, place: DuoCycleKey) {
  const [row] = await tx.select({ talkedAt: duoTalks.talkedAt }).from(duoTalks).where(ofTalk(place));
  return row;
}

/** In SQL, because no role writes the time. False where it was noted before. */
export async function noteTalk(tx: Tx, { orgId, cycleId, duoId, personId }: Enrolment): Promise<boolean> {
  const { rowCount } = await tx.execute(
    sql`insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${orgId}, ${cycleId}, ${duoId}, ${personId}) on conflict do nothing`,
  );
  return rowCount === 1;
}

/** False where it was not noted. */
export async function removeTalk(tx: Tx, place: DuoCycleKey): Promise<boolean> {
  const { rowCount } = await tx.delete(duoTalks).where(ofTalk(place));
  return rowCount === 1;
}

/** The time zone of the viewer's partner in a duo; undefined once it has ended, and for everybody but its two partners. */
export async function findPartnerTimeZone(tx: Tx, duoId: string): Promise<string | undefined> {
  return (await resultOf<string | null>(tx, sql`partner_time_zone(${duoId})`)) ?? undefined;
}

const ofPoints = (place: DuoCycleKey) =>
  and(
    eq(talkingPoints.orgId, place.orgId),
    eq(talkingPoints.cycleId, place.cycleId),
    eq(talkingPoints.duoId, place.duoId),
  );

/** What the two picked for their talk; undefined before they began. `open` gives the codes, or throws `SealBroken`. */
export async function findTalkingPoints(tx: Tx, place: DuoCycleKey) {
  const [row] = await tx.select().from(talkingPoints).where(ofPoints(place));
  if (!row) return undefined;
  const key = await dataKeyOf(tx, place.orgId);
  return { open: () => openTalkingPoints(key, place, row.codes) };
}

/** Begins the list of a cycle if there is none, and locks the duo's cycle until the transaction ends. */
export async function beginTalkingPoints(tx: Tx, place: DuoCycleKey): Promise<void> {
  const { orgId, cycleId, duoId } = place;
  const codes = sealTalkingPoints(await dataKeyOf(tx, orgId), place, []);
  await tx.insert(talkingPoints).values({ orgId, cycleId, duoId, codes }).onConflictDoNothing();
}

export async function writeTalkingPoints(
  tx: Tx,
  place: DuoCycleKey,
  codes: readonly string[],
): Promise<void> {
  const sealed = sealTalkingPoints(await dataKeyOf(tx, place.orgId), place, codes);
  await tx.update(talkingPoints).set({ codes: sealed }).where(ofPoints(place));
}
