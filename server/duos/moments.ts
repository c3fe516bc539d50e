import { randomUUID } from "node:crypto";
import { currentTime, type Tx, withViewer } from "@/db/client";
import { listOwnDuoCycles } from "@/db/queries/duos";
import {
  changeMoment,
  confirmMoment as confirmStored,
  insertMoment,
  isLivingDuo,
  type KnownMoment,
  listMoments,
  removeMoment as removeStored,
  restoreMoment as restoreStored,
} from "@/db/queries/moments";
import {
  knownMomentInput,
  type Moment,
  type MomentContent,
  type MomentOutcome,
  momentInput,
} from "@/lib/domain/moments";
import { sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { Side } from "@/lib/instrument/answers";
import { dayInZone } from "@/lib/schedule/local-time";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { type Broken, logBroken, openPartOrNote } from "./unreadable-parts";

/** A duo's impact moments, newest day first. One that cannot be read is left out and noted in `broken`. */
export async function readMoments(
  tx: Tx,
  viewer: Viewer,
  { duoId, broken }: { duoId: string; broken: Broken },
): Promise<Moment[]> {
  const { orgId, personId } = viewer;
  const rows = await listMoments(tx, { orgId, duoId });
  const read = rows.flatMap(({ open, writtenBy, agreedAt, ...row }) => {
    const opened = openPartOrNote(broken, "moments", open);
    if (!opened) return [];
    const agreed = agreedAt && opened.agreed && { ...opened.agreed, confirmedAt: agreedAt };
    return [{ ...row, ...opened.content, agreed, mine: writtenBy === personId }];
  });
  const dayOf = ({ agreed, day }: Moment) => agreed?.day ?? day;
  return read.toSorted((a, b) =>
    dayOf(a) === dayOf(b) ? (a.id < b.id ? -1 : 1) : dayOf(a) < dayOf(b) ? 1 : -1,
  );
}

const saysTheSame = (a: MomentContent, b: MomentContent) =>
  a.what === b.what && a.day === b.day && a.ic === b.ic && a.manager === b.manager;

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
  const broken: Broken = new Map();
  const now = (await readMoments(tx, viewer, { duoId, broken })).find(({ id }) => id === momentId);
  logBroken(broken, { orgId: viewer.orgId, duoId });
  return { kind: "stale", now, side } as const;
}

/**
 * Writes an impact moment down, or changes one: the partner sees it at once and has to confirm it. What both had confirmed
 * stands until then. Saved as it is, it stays as it is; sent again by the form that wrote it down, it changes that one.
 */
export async function saveMoment(viewer: Viewer, input: unknown): Promise<MomentOutcome> {
  const { known, duoId, newId = randomUUID(), ...content } = parse(momentInput, input);
  const of = { orgId: viewer.orgId, duoId };
  return inOwnDuo(viewer, duoId, async (tx, own) => {
    if (!(await isLivingDuo(tx, duoId))) return { kind: "closed" };
    if (content.day > dayInZone(await currentTime(tx), viewer.timeZone)) {
      throw new DomainError("invalid", { day: "day" });
    }
    if (!known && (await insertMoment(tx, { ...of, id: newId }, content))) return { kind: "saved" };
    return changeKnown(tx, own, {
      known: { ...of, ...(known ?? { momentId: newId, revision: 1 }) },
      content,
    });
  });
}

async function changeKnown(
  tx: Tx,
  own: { viewer: Viewer; side: Side },
  { known, content }: { known: KnownMoment; content: MomentContent },
): Promise<MomentOutcome> {
  const stale = await staleOf(tx, own, known);
  const { now } = stale;
  if (now && saysTheSame(now, content)) return { kind: "saved" };
  if (now?.revision !== known.revision) return stale;
  const saved =
    now.agreed && saysTheSame(now.agreed, content)
      ? await restoreStored(tx, known)
      : await changeMoment(tx, known, content);
  if (saved) return { kind: "saved" };
  // Another request was faster: it saved the same, or changed it.
  const then = await staleOf(tx, own, known);
  return then.now && saysTheSame(then.now, content) ? { kind: "saved" } : then;
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

/** Takes back a change of a confirmed moment that waits, the viewer's or the partner's: it says again what both confirmed. */
export async function restoreMoment(viewer: Viewer, input: unknown): Promise<MomentOutcome> {
  const known = parse(knownMomentInput, input);
  return inOwnDuo(viewer, known.duoId, async (tx, own) => {
    if (!(await isLivingDuo(tx, known.duoId))) return { kind: "closed" };
    const restored = await restoreStored(tx, { orgId: viewer.orgId, ...known });
    return restored ? { kind: "saved" } : staleOf(tx, own, known);
  });
}

/** Removes a moment that the viewer wrote and that was never confirmed. */
export async function removeMoment(viewer: Viewer, input: unknown): Promise<MomentOutcome> {
  const known = parse(knownMomentInput, input);
  return inOwnDuo(viewer, known.duoId, async (tx, own) => {
    if (!(await isLivingDuo(tx, known.duoId))) return { kind: "closed" };
    const removed = await removeStored(tx, { orgId: viewer.orgId, ...known });
    if (removed) return { kind: "saved" };
    const stale = await staleOf(tx, own, known);
    return stale.now?.confirmedAt && stale.now.revision === known.revision ? { kind: "confirmed" } : stale;
  });
}
