import { randomUUID } from "node:crypto";
import { type Tx, withViewer } from "@/db/client";
import {
  changeCommitment,
  insertCommitment,
  listCommitments,
  removeCommitment,
  takesCommitments,
} from "@/db/queries/commitments";
import { listOpeningDays } from "@/db/queries/duos";
import type { DuoCycleKey } from "@/db/queries/responses";
import {
  COMMITMENTS_AT_MOST,
  type Commitment,
  type CommitmentContent,
  type CommitmentOutcome,
  commitmentInput,
  type DuoCommitments,
  knownCommitmentInput,
  type RatedCommitments,
} from "@/lib/domain/commitments";
import { sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { Answers, Side } from "@/lib/instrument/answers";
import { ratingOf } from "@/lib/instrument/commitment-ratings";
import { parse } from "../http/parse";
import { comparedCycle } from "./revealed-cycle";
import { type Broken, logBroken, openPartOrNote } from "./unreadable-parts";

type Stored = Commitment & { cycleId: string; id: string };

/** A duo's commitments of all cycles. One that cannot be read is left out and noted in `broken`. */
async function readCommitments(
  tx: Tx,
  { orgId, duoId }: Pick<DuoCycleKey, "orgId" | "duoId">,
  broken: Broken,
): Promise<Stored[]> {
  const rows = await listCommitments(tx, { orgId, duoId });
  return rows.flatMap(({ open, ...row }) => {
    const content = openPartOrNote(broken, "commitments", open);
    return content ? [{ ...row, ...content }] : [];
  });
}

/** The same where no page says what could not be read: the log does. */
async function readableCommitments(tx: Tx, duo: Pick<DuoCycleKey, "orgId" | "duoId">): Promise<Stored[]> {
  const broken: Broken = new Map();
  const read = await readCommitments(tx, duo, broken);
  logBroken(broken, { orgId: duo.orgId, duoId: duo.duoId });
  return read;
}

/** What the two promised in a cycle, and whether it can change now. */
export async function changeableCommitments(
  tx: Tx,
  place: DuoCycleKey,
  broken: Broken,
): Promise<Pick<DuoCommitments, "made" | "changeable">> {
  const all = await readCommitments(tx, place, broken);
  return {
    made: all.filter(({ cycleId }) => cycleId === place.cycleId),
    changeable: await takesCommitments(tx, place),
  };
}

/** A cycle of the duo, with both partners' shared answers where both can be read. */
export type AnsweredCycle = {
  cycleId: string;
  opensOn: string;
  both: { mine: Answers; theirs: Answers } | undefined;
};

/**
 * A duo's commitments as they are seen in one cycle.
 * @param cycles all of the duo, newest first: what was promised in one is rated in the next
 */
export async function commitmentsIn(
  tx: Tx,
  place: DuoCycleKey,
  { cycles, broken }: { cycles: readonly AnsweredCycle[]; broken: Broken },
): Promise<DuoCommitments> {
  const all = await readCommitments(tx, place, broken);
  const past = cycles.flatMap(({ cycleId, opensOn }, index): (RatedCommitments & { ratedIn: string })[] => {
    const next = cycles[index - 1];
    const commitments = all.filter((one) => one.cycleId === cycleId);
    if (!next || commitments.length === 0) return [];
    const rated = commitments.map((one) => ({
      ...one,
      mine: next.both && ratingOf(next.both.mine, one.slot),
      theirs: next.both && ratingOf(next.both.theirs, one.slot),
    }));
    return [{ cycleId, opensOn, commitments: rated, ratedIn: next.cycleId }];
  });
  return {
    made: all.filter(({ cycleId }) => cycleId === place.cycleId),
    changeable: await takesCommitments(tx, place),
    due: past.find(({ ratedIn }) => ratedIn === place.cycleId),
    past,
  };
}

/**
 * What the two promised each other and have not both rated yet, as long as they can. Promises of the newest cycle wait for the
 * next one. Those of the cycle before are rated in the newest: they stop waiting when both have, or when both cannot any more
 * because it takes no more answers or one of the two withdrew theirs.
 * @param cycles all of the duo, newest first: what was promised in one is rated in the next
 */
export async function openCommitments(
  tx: Tx,
  duo: Pick<DuoCycleKey, "orgId" | "duoId">,
  cycles: readonly { cycleId: string; rates: boolean }[],
): Promise<readonly Commitment[]> {
  const [now, before] = cycles;
  const open = [now, now?.rates ? before : undefined].map((cycle) => cycle?.cycleId);
  return (await readableCommitments(tx, duo)).filter(({ cycleId }) => open.includes(cycleId));
}

/** The commitments of the cycle that opened on this day, one among the duo's cycles. */
export type DueCommitments = {
  opensOn: string;
  among: readonly { opensOn: string }[];
  commitments: readonly Commitment[];
};

/** What the survey of a cycle asks first: the commitments of the duo's cycle before it, and when that one opened. */
export async function dueCommitments(
  tx: Tx,
  place: Pick<DuoCycleKey, "orgId" | "duoId">,
  before: { cycleId: string; opensOn: string } | undefined,
): Promise<DueCommitments | undefined> {
  if (!before) return undefined;
  const commitments = (await readableCommitments(tx, place)).filter(
    ({ cycleId }) => cycleId === before.cycleId,
  );
  if (commitments.length === 0) return undefined;
  return { opensOn: before.opensOn, among: await listOpeningDays(tx, place), commitments };
}

/**
 * Makes or changes a commitment; either partner may. Answers "stale" where the partner changed it since the form was made.
 * Sent again by the form that made one, it changes that one.
 */
export async function saveCommitment(viewer: Viewer, input: unknown): Promise<CommitmentOutcome> {
  const { known, duoId, cycleId, newId = randomUUID(), ...content } = parse(commitmentInput, input);
  const place = { orgId: viewer.orgId, duoId, cycleId };
  return withViewer(viewer, async (tx) => {
    const side = sideOf(await comparedCycle(tx, viewer, place), viewer.personId);
    if (!(await takesCommitments(tx, place))) return { kind: "closed" };
    if (known) return changeKnown(tx, { ...place, ...known }, { content, side });
    for (let slot = 1; slot <= COMMITMENTS_AT_MOST; slot++) {
      if (await insertCommitment(tx, { ...place, slot, id: newId }, content)) return { kind: "saved" };
    }
    const made = (await readableCommitments(tx, place)).find(({ id }) => id === newId);
    if (!made) return { kind: "full" };
    return changeKnown(tx, { ...place, slot: made.slot, revision: 1 }, { content, side });
  });
}

async function changeKnown(
  tx: Tx,
  known: DuoCycleKey & { slot: number; revision: number },
  { content, side }: { content: CommitmentContent; side: Side },
): Promise<CommitmentOutcome> {
  const before = await commitmentAt(tx, known);
  if (before && saysTheSame(before, content)) return { kind: "saved" };
  if (await changeCommitment(tx, known, content)) return { kind: "saved" };
  const now = await commitmentAt(tx, known);
  return now && saysTheSame(now, content) ? { kind: "saved" } : { kind: "stale", now, side };
}

const saysTheSame = (a: CommitmentContent, b: CommitmentContent) =>
  a.text === b.text && a.dimension === b.dimension && a.owner === b.owner;

/** Removes a commitment; either partner may, whether they made it or not. */
export async function dropCommitment(viewer: Viewer, input: unknown): Promise<CommitmentOutcome> {
  const { slot, revision, ...target } = parse(knownCommitmentInput, input);
  const place = { orgId: viewer.orgId, ...target };
  return withViewer(viewer, async (tx) => {
    const side = sideOf(await comparedCycle(tx, viewer, place), viewer.personId);
    if (!(await takesCommitments(tx, place))) return { kind: "closed" };
    const removed = await removeCommitment(tx, { ...place, slot, revision });
    if (removed) return { kind: "saved" };
    return { kind: "stale", now: await commitmentAt(tx, { ...place, slot }), side };
  });
}

/** What a place of a cycle holds; undefined where it is free. */
async function commitmentAt(tx: Tx, at: DuoCycleKey & { slot: number }): Promise<Stored | undefined> {
  const all = await readableCommitments(tx, at);
  return all.find(({ cycleId, slot }) => cycleId === at.cycleId && slot === at.slot);
}
