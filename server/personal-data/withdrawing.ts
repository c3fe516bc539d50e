import { z } from "zod";
import { withViewer } from "@/db/client";
import { listOwnSurveys } from "@/db/queries/withdrawals";
import type { Viewer } from "@/lib/domain/permissions";
import {
  fieldOfSurveys,
  type OwnSurvey,
  type Withdrawal,
  type Withdrawing,
  withdrawalInput,
} from "@/lib/personal-data/withdrawing";
import { DomainError } from "../errors";
import { parseOrNotFound } from "../http/parse";
import { withdrawSurveys } from "../withdrawal";

/** What of a URL's query names a survey, or all of them; what makes no sense is left out. */
const wanted = z
  .object({
    cycle: z.uuid().optional().catch(undefined),
    duo: z.uuid().optional().catch(undefined),
    all: z.literal("yes").optional().catch(undefined),
  })
  .catch({});

const sorted = (surveys: readonly Withdrawal[]) =>
  surveys.toSorted((a, b) => a.cycleId.localeCompare(b.cycleId) || a.duoId.localeCompare(b.duoId));

const canWithdraw = ({ withdrawn }: OwnSurvey) => withdrawn === "no";

/** The viewer's surveys, and those that the URL's query asks to withdraw. */
export function loadWithdrawing(viewer: Viewer, query: unknown): Promise<Withdrawing> {
  const { cycle, duo, all } = wanted.parse(query);
  return withViewer(viewer, async (tx) => {
    const surveys = await listOwnSurveys(tx, viewer);
    const asked = surveys.filter((one) => all === "yes" || (one.cycleId === cycle && one.duoId === duo));
    const chosen = asked.filter(canWithdraw);
    const done = asked.length > 0 && chosen.length === 0;
    return { surveys: surveys.toReversed(), chosen: chosen.toReversed(), done, all: all === "yes" };
  });
}

/** More than anybody has; a form of them stays within what a body may hold. */
const read = z.array(withdrawalInput).max(2000);

/**
 * Withdraws the viewer's answers of all their cycles, each as `withdrawResponse` does, all or none; refuses with "stale"
 * where these are not the surveys and stages that were read. Locks are taken in the order of the cycles, so that two partners
 * who do it at the same moment do not wait for each other. Returns the number.
 */
export async function withdrawEverything(viewer: Viewer, surveys: unknown): Promise<number> {
  const asRead = fieldOfSurveys(sorted(parseOrNotFound(read, surveys)));
  const outcomes = await withdrawSurveys(viewer, async (tx) => {
    const left = (await listOwnSurveys(tx, viewer)).filter(canWithdraw);
    if (left.length === 0) throw new DomainError("not-found");
    if (fieldOfSurveys(sorted(left)) !== asRead) throw new DomainError("stale");
    return left;
  });
  return outcomes.length;
}
