import { randomUUID } from "node:crypto";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { openOrNote, type Unreadable } from "@/db/encryption/sealed-rows";
import { listOwnDuoCycles } from "@/db/queries/duos";
import {
  changeMoment,
  confirmMoment as confirmStored,
  insertMoment,
  isLivingDuo,
  listMoments,
  removeMoment as removeStored,
} from "@/db/queries/moments";
import { knownMomentInput, type Moment, type MomentOutcome, momentInput } from "@/lib/domain/moments";
import { sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { Side } from "@/lib/instrument/answers";
import { dayInZone } from "@/lib/schedule/local-time";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { logFault } from "../logger";

/** A duo's impact moments, newest day first. One that cannot be read is left out, and its duo is logged. */
export async function readMoments(tx: Tx, viewer: Viewer, duoId: string): Promise<Moment[]> {
  const { orgId, personId } = viewer;
  const broken: Unreadable = new Map();
  const rows = await listMoments(tx, { orgId, duoId });
  const read = rows.flatMap(({ open, writtenBy, ...row }) => {
    const content = openOrNote(broken, duoId, open);
    return content ? [{ ...row, ...content, mine: writtenBy === personId }] : [];
  });
  const fault = broken.get(duoId);
  if (fault) logFault(fault, { orgId, duoId });
  return read.toSorted((a, b) => (a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? 1 : -1));
}

/** Does something in a duo of the viewer, on their side of it; to anybody else it reads as not found. */
function inOwnDuo<T>(
  viewer: Viewer,
  duoId: string,
  work: (tx: Tx, own: { viewer: Viewer; side: Side }) => Promise<T>,
): Promise<T> {
  return withViewer(viewer, async (tx) => {
    const [newest] = await listOwnDuoCycles(tx, viewer, duoId);
    if (!newest) throw new DomainError("not-found");
    return work(tx, { viewer, side: sideOf(newest, viewer.personId) });
  });
}

async function staleOf(
  tx: Tx,
  { viewer, side }: { viewer: Viewer; side: Side },
  { duoId, momentId }: { duoId: string; momentId: string },
) {
  const now = (await readMoments(tx, viewer, duoId)).find(({ id }) => id === momentId);
  return { kind: "stale", now, side } as const;
}

/** Writes an impact moment down, or changes one: the partner sees it at once and has to confirm it. */
export async function saveMoment(viewer: Viewer, input: unknown): Promise<MomentOutcome> {
  const { known, duoId, ...content } = parse(momentInput, input);
  const of = { orgId: viewer.orgId, duoId };
  return inOwnDuo(viewer, duoId, async (tx, own) => {
    if (!(await isLivingDuo(tx, duoId))) return { kind: "closed" };
    if (content.day > dayInZone(await currentTime(tx), viewer.timeZone)) {
      throw new DomainError("invalid", { day: "day" });
    }
    if (!known) {
      await insertMoment(tx, { ...of, id: randomUUID() }, content);
      return { kind: "saved" };
    }
    const changed = await changeMoment(tx, { ...of, ...known }, content);
    return changed ? { kind: "saved" } : staleOf(tx, own, { duoId, ...known });
  });
}

/** Confirms what the partner wrote. Of two confirmations the second changes nothing. */
export async function confirmMoment(viewer: Viewer, input: unknown): Promise<MomentOutcome> {
  const known = parse(knownMomentInput, input);
  return inOwnDuo(viewer, known.duoId, async (tx, own) => {
    if (!(await isLivingDuo(tx, known.duoId))) return { kind: "closed" };
    const stale = await staleOf(tx, own, known);
    const { now } = stale;
    if (now?.revision !== known.revision) return stale;
    if (now.mine) return { kind: "own" };
    if (now.confirmedAt || (await confirmStored(tx, { orgId: viewer.orgId, ...known })))
      return { kind: "saved" };
    // Another request was faster: it confirmed the same, or changed it.
    const then = await staleOf(tx, own, known);
    return then.now?.revision === known.revision ? { kind: "saved" } : then;
  });
}

/** Removes a moment that the viewer wrote and that nobody has confirmed. */
export async function removeMoment(viewer: Viewer, input: unknown): Promise<MomentOutcome> {
  const known = parse(knownMomentInput, input);
  return inOwnDuo(viewer, known.duoId, async (tx, own) => {
    if (!(await isLivingDuo(tx, known.duoId))) return { kind: "closed" };
    const removed = await removeStored(tx, { orgId: viewer.orgId, ...known });
    return removed ? { kind: "saved" } : staleOf(tx, own, known);
  });
}
