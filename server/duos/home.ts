import { currentTime, type Tx, withViewer } from "@/db/client";
import {
  findPartner,
  isInDuo,
  listComingDuos,
  listOwnDrafts,
  listOwnDuoCycles,
  listOwnReaders,
} from "@/db/queries/duos";
import { listNextCycles } from "@/db/queries/schedules";
import { DAY_MS } from "@/lib/domain/days";
import type { Home, OwnDuo, SurveyDue } from "@/lib/domain/duos";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import { otherSide } from "@/lib/instrument/answers";
import { openCommitments } from "./commitments";
import { isAwaited, isFinal, type OwnDuoCycle, progressOf, summary } from "./own-cycles";

/** How long a new reader of one's duo is announced. */
const NEW_READER_MS = 30 * DAY_MS;

/** What a person has to answer, what waits for their partners, their duos, and when the next cycles open. */
export function loadHome(viewer: Viewer): Promise<Home> {
  return withViewer(viewer, async (tx) => {
    const now = await currentTime(tx);
    const rows = await listOwnDuoCycles(tx, viewer);
    const drafts = await listOwnDrafts(tx, viewer.orgId, viewer.personId);
    const readers = (await listOwnReaders(tx)).map(({ grantId, ...reader }) => ({ id: grantId, ...reader }));
    const coming = await listComingDuos(tx, viewer);
    const names = await partnerNames(tx, viewer, rows);
    const begun = new Set(drafts.map((draft) => `${draft.cycleId} ${draft.duoId}`));
    const nameOf = (row: OwnDuoCycle) => names.get(partnerOf(row, viewer.personId)) ?? "";
    return {
      due: rows
        .filter((row) => row.takesAnswers)
        .map(
          (row): SurveyDue => ({
            cycleId: row.cycleId,
            duoId: row.duoId,
            duoName: row.displayName,
            partnerName: nameOf(row),
            closesAt: row.closesAt,
            progress: progressOf(row, viewer, begun.has(`${row.cycleId} ${row.duoId}`)),
            declined: row.declined,
            partnerSubmitted: isFinal(row, otherSide(sideOf(row, viewer.personId))),
          }),
        ),
      duos: await ownDuos(tx, viewer, { rows, nameOf }),
      coming,
      readers,
      newReaders: readers.filter(({ grantedAt }) => grantedAt.getTime() > now.getTime() - NEW_READER_MS),
      next: await listNextCycles(tx, viewer),
      now,
    };
  });
}

/** Whether the viewer is or was a partner of a duo that took part in a cycle. */
export function loadInDuo(viewer: Viewer): Promise<boolean> {
  return withViewer(viewer, (tx) => isInDuo(tx, viewer));
}

async function partnerNames(tx: Tx, viewer: Viewer, rows: readonly OwnDuoCycle[]) {
  const names = new Map<string, string>();
  for (const partnerId of new Set(rows.map((row) => partnerOf(row, viewer.personId)))) {
    names.set(partnerId, (await findPartner(tx, viewer.orgId, partnerId))?.givenName ?? "");
  }
  return names;
}

/** The duos of the rows, which come newest first; those that ended are last. */
async function ownDuos(
  tx: Tx,
  viewer: Viewer,
  { rows, nameOf }: { rows: readonly OwnDuoCycle[]; nameOf: (row: OwnDuoCycle) => string },
): Promise<OwnDuo[]> {
  const newest = new Map<string, OwnDuoCycle>();
  for (const row of rows) if (!newest.has(row.duoId)) newest.set(row.duoId, row);
  const duos: OwnDuo[] = [];
  for (const row of newest.values()) {
    const { orgId, personId } = viewer;
    const own = rows.filter((one) => one.duoId === row.duoId);
    const cycles = own.map(summary);
    const rated = own.map((one) => ({ cycleId: one.cycleId, rates: isAwaited(one) }));
    duos.push({
      duoId: row.duoId,
      name: row.displayName,
      pairType: row.pairType,
      partnerName: nameOf(row),
      endedOn: row.endedOn,
      paused: row.paused,
      leftOpen: row.leftOpen,
      withdrew: cycles[0]?.withdrew ? { opensOn: cycles[0].opensOn } : undefined,
      cycles: cycles.map(({ opensOn }) => ({ opensOn })),
      latest: cycles.find(({ published }) => published !== null),
      promised: row.endedOn ? [] : await openCommitments(tx, { orgId, duoId: row.duoId }, rated),
      side: sideOf(row, personId),
    });
  }
  return [...duos.filter(({ endedOn }) => !endedOn), ...duos.filter(({ endedOn }) => endedOn)];
}
