import { z } from "zod";
import { currentTime, withViewer } from "@/db/client";
import { findPartner, listOwnDrafts, listOwnDuoCycles, listRecentLeaderGrants } from "@/db/queries/duos";
import { listSharedAnswers } from "@/db/queries/response-parts";
import type {
  DuoCycleSummary,
  DuoPage,
  Home,
  Progress,
  PublishedForLeaders,
  PublishedForPartners,
} from "@/lib/domain/duos";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import { otherSide, type Side } from "@/lib/instrument/answers";
import { reveal } from "@/lib/scoring/reveal";
import { DomainError } from "./errors";

/** How long a new reader of one's duo is announced. */
const NEW_READER_DAYS = 30;

type OwnDuoCycle = Awaited<ReturnType<typeof listOwnDuoCycles>>[number];

export function loadHome(viewer: Viewer): Promise<Home> {
  return withViewer(viewer, async (tx) => {
    const now = await currentTime(tx);
    const rows = await listOwnDuoCycles(tx, viewer);
    const drafts = await listOwnDrafts(tx, viewer.orgId, viewer.personId);
    const readers = await listRecentLeaderGrants(tx, viewer, NEW_READER_DAYS);
    const names = new Map<string, string>();
    for (const partnerId of new Set(rows.map((row) => partnerOf(row, viewer.personId)))) {
      names.set(partnerId, (await findPartner(tx, viewer.orgId, partnerId))?.givenName ?? "");
    }
    const nameOf = (row: OwnDuoCycle) => names.get(partnerOf(row, viewer.personId)) ?? "";
    const begun = new Set(drafts.map((draft) => `${draft.cycleId} ${draft.duoId}`));
    const due = rows
      .filter((row) => row.takesAnswers)
      .map((row) => ({
        cycleId: row.cycleId,
        duoId: row.duoId,
        duoName: row.displayName,
        partnerName: nameOf(row),
        closesAt: row.closesAt,
        progress: progressOf(row, viewer, begun.has(`${row.cycleId} ${row.duoId}`)),
        partnerSubmitted: isFinal(row, otherSide(sideOf(row, viewer.personId))),
      }));
    const newest = new Map<string, OwnDuoCycle>();
    for (const row of rows) if (!newest.has(row.duoId)) newest.set(row.duoId, row);
    const duos = [...newest.values()].map((row) => {
      const past = rows.find((one) => one.duoId === row.duoId && one.published !== null);
      return {
        duoId: row.duoId,
        name: row.displayName,
        pairType: row.pairType,
        partnerName: nameOf(row),
        latest: past && summary(past),
      };
    });
    const newReaders = readers.map(({ grantId, ...reader }) => ({ id: grantId, ...reader }));
    return { due, duos, newReaders, now };
  });
}

const duoInput = z.object({ duoId: z.uuid(), cycleId: z.uuid().optional() });

/** A duo as its two partners see it: the chosen cycle's reveal, and what was published for them. */
export function loadDuo(viewer: Viewer, input: unknown): Promise<DuoPage> {
  const parsed = duoInput.safeParse(input);
  if (!parsed.success) throw new DomainError("not-found");
  const { duoId, cycleId } = parsed.data;
  return withViewer(viewer, async (tx) => {
    const rows = await listOwnDuoCycles(tx, viewer, duoId);
    const row = cycleId
      ? rows.find((one) => one.cycleId === cycleId)
      : (rows.find((one) => isRevealed(one)) ?? rows[0]);
    if (!row) throw new DomainError("not-found");
    const side = sideOf(row, viewer.personId);
    const partner = await findPartner(tx, viewer.orgId, partnerOf(row, viewer.personId));
    const shared = await listSharedAnswers(tx, { orgId: viewer.orgId, cycleId: row.cycleId, duoId });
    const mine = shared.find((part) => part.authorId === viewer.personId);
    const theirs = shared.find((part) => part.authorId !== viewer.personId);
    const partnerName = partner?.givenName ?? "";
    return {
      duoId,
      name: row.displayName,
      partnerName,
      side,
      cycles: rows.map(summary),
      chosen: {
        ...summary(row),
        takesAnswers: row.takesAnswers,
        ownFinal: isFinal(row, side),
        partnerFinal: isFinal(row, otherSide(side)),
        ownDeleted: isDeleted(row, side),
        partnerDeleted: isDeleted(row, otherSide(side)),
      },
      reveal: mine && theirs ? reveal(side, mine.answers, theirs.answers) : undefined,
    };
  });
}

function isFinal(row: OwnDuoCycle, side: Side): boolean {
  return side === "ic" ? row.icFinal : row.managerFinal;
}

function isDeleted(row: OwnDuoCycle, side: Side): boolean {
  return side === "ic" ? row.icDeleted : row.managerDeleted;
}

function isRevealed(row: OwnDuoCycle): boolean {
  return row.icFinal && row.managerFinal && !row.icDeleted && !row.managerDeleted;
}

function progressOf(row: OwnDuoCycle, viewer: Viewer, begun: boolean): Progress {
  if (isRevealed(row)) return "final";
  if (begun) return "draft";
  return isFinal(row, sideOf(row, viewer.personId)) ? "submitted" : "not-started";
}

function summary(row: OwnDuoCycle): DuoCycleSummary {
  const { cycleId, number, opensAt, state, sharingMode, withdrawnReason, published, forLeaders } = row;
  const isWithdrawn = state === "withdrawn";
  return {
    cycleId,
    number,
    opensAt,
    state,
    sharingMode,
    withdrawnReason,
    revealed: isRevealed(row),
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
