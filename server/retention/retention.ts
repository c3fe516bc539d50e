import {
  changeRetentionMonths,
  findRetention,
  listRetainedCycles,
  undoRetentionChange,
} from "@/db/queries/retention";
import type { Viewer } from "@/lib/domain/permissions";
import {
  type RetentionOutcome,
  type RetentionPage,
  retentionInput,
  waitingTime,
  wantedMonths,
} from "@/lib/domain/retention";
import { asAdmin, readAsAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

type Wanted = { months?: unknown };

/** How long raw answers are kept, and, for a time in the address, which ones would go when. */
export function loadRetention(viewer: Viewer, { months }: Wanted): Promise<RetentionPage> {
  return readAsAdmin(viewer, async (tx) => {
    const found = await findRetention(tx, viewer.orgId);
    if (!found) throw new DomainError("not-found");
    const wanted = typeof months === "string" ? wantedMonths.safeParse(months) : undefined;
    const chosen = wanted?.success && wanted.data !== found.months ? wanted.data : null;
    const waiting = waitingTime(found);
    return {
      months: found.months,
      next: waiting && { months: waiting.months, from: waiting.from.toISOString() },
      wanted: waiting ? null : chosen,
      refused: wanted && !wanted.success ? String(months).slice(0, 20) : null,
      now: found.now,
      cycles: await listRetainedCycles(tx, viewer.orgId, waiting ? waiting.months : chosen),
    };
  });
}

/**
 * Changes how long raw answers are kept: a shorter time takes effect after a day. Refuses with "stale" where another time is
 * in force than the form showed.
 */
export function changeRetention(viewer: Viewer, input: unknown): Promise<Exclude<RetentionOutcome, "stale">> {
  const { months, expected } = parse(retentionInput, input);
  return asAdmin(viewer, async (tx) => {
    const outcome = await changeRetentionMonths(tx, { months, expected });
    if (outcome === "stale") throw new DomainError("stale");
    return outcome;
  });
}

/** Takes back a shorter time within its day; refuses with "conflict" where none waits any more. */
export function undoRetention(viewer: Viewer): Promise<void> {
  return asAdmin(viewer, async (tx) => {
    if (!(await undoRetentionChange(tx))) throw new DomainError("conflict");
  });
}
