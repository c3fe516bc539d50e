import type { listOwnDuoCycles } from "@/db/queries/duos";
import type { DuoCycleSummary, Progress, PublishedForLeaders, PublishedForPartners } from "@/lib/domain/duos";
import { sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import type { Side } from "@/lib/instrument/answers";

/** A cycle of one of the viewer's duos, as the policies let one of its two partners read it. */
export type OwnDuoCycle = Awaited<ReturnType<typeof listOwnDuoCycles>>[number];

export function isFinal(row: OwnDuoCycle, side: Side): boolean {
  return side === "ic" ? row.icFinal : row.managerFinal;
}

export function isDeleted(row: OwnDuoCycle, side: Side): boolean {
  return side === "ic" ? row.icDeleted : row.managerDeleted;
}

export function isRevealed(row: OwnDuoCycle): boolean {
  return row.icFinal && row.managerFinal && !row.icDeleted && !row.managerDeleted && !row.answersEnded;
}

/** Whether both of the two can still answer the cycle, and have not both done so: what is rated in it waits until then. */
export function isAwaited(row: OwnDuoCycle): boolean {
  return row.takesAnswers && !isRevealed(row) && !row.icDeleted && !row.managerDeleted;
}

/** @param begun whether the viewer has a draft in this cycle */
export function progressOf(row: OwnDuoCycle, viewer: Viewer, begun: boolean): Progress {
  if (isRevealed(row)) return "final";
  if (row.fixed) return "fixed";
  if (isFinal(row, sideOf(row, viewer.personId))) return begun ? "changed" : "submitted";
  return begun ? "draft" : "not-started";
}

export function summary(row: OwnDuoCycle): DuoCycleSummary {
  const { cycleId, number, opensOn, state, sharingMode, instrumentVersion } = row;
  const { withdrawnReason, talkedAt, withdrew } = row;
  const { published, forLeaders } = row;
  const isWithdrawn = state === "withdrawn";
  return {
    cycleId,
    number,
    opensOn,
    state,
    sharingMode,
    instrumentVersion,
    withdrawnReason,
    revealed: isRevealed(row),
    talkedAt,
    withdrew,
    published: isWithdrawn || !published ? null : forPartners(published),
    forLeaders: isWithdrawn || !forLeaders ? null : leaderRow(forLeaders),
  };
}

function forPartners(row: NonNullable<OwnDuoCycle["published"]>): PublishedForPartners {
  const { watchDeclining, watchApart } = row;
  return { ...figuresOf(row), watchDeclining, watchApart };
}

function leaderRow(row: NonNullable<OwnDuoCycle["forLeaders"]>): PublishedForLeaders {
  const { pairType, gradeDistance, tenureMonths, lineManager, teamSize, platform } = row;
  return { ...figuresOf(row), pairType, gradeDistance, tenureMonths, lineManager, teamSize, platform };
}

type Figures = Omit<PublishedForPartners, "watchDeclining" | "watchApart">;

function figuresOf(row: Figures): Figures {
  const { complete, status, reason, sinceOn, sinceFromOn, sinceToOn, fall } = row;
  const { level, agreement, dimensionBands } = row;
  return {
    complete,
    status,
    reason,
    sinceOn,
    sinceFromOn,
    sinceToOn,
    fall,
    level,
    agreement,
    dimensionBands,
  };
}
