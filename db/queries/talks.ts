import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { duoTalks } from "../schema";
import type { Enrolment } from "./responses";

type Place = Omit<Enrolment, "personId">;

const ofTalk = (place: Place) =>
  and(eq(duoTalks.orgId, place.orgId), eq(duoTalks.cycleId, place.cycleId), eq(duoTalks.duoId, place.duoId));

/** When a duo noted its talk about a cycle; undefined when it did not, and for everybody but its two partners. */
export async function findTalk(tx: Tx, place: Place) {
  const [row] = await tx.select({ talkedAt: duoTalks.talkedAt }).from(duoTalks).where(ofTalk(place));
  return row;
}

/** In SQL, because no role writes the time. A second note changes nothing. */
export async function noteTalk(tx: Tx, { orgId, cycleId, duoId, personId }: Enrolment): Promise<void> {
  await tx.execute(
    sql`insert into duo_talks (org_id, cycle_id, duo_id, person_id) values (${orgId}, ${cycleId}, ${duoId}, ${personId}) on conflict do nothing`,
  );
}

export async function removeTalk(tx: Tx, place: Place): Promise<void> {
  await tx.delete(duoTalks).where(ofTalk(place));
}
