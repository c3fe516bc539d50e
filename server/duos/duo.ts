import { currentTime, withViewer } from "@/db/client";
import { findPartner, listOwnDuoCycles } from "@/db/queries/duos";
import { listActions } from "@/db/queries/noted-actions";
import { listInstrumentBreaks } from "@/db/queries/published/units";
import { duoCycleInput } from "@/lib/domain/duo-cycle";
import type { DuoPage } from "@/lib/domain/duos";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import { otherSide } from "@/lib/instrument/answers";
import { dayInZone } from "@/lib/schedule/local-time";
import { DomainError } from "../errors";
import { parseOrNotFound } from "../http/parse";
import { compareAnswers } from "./comparison";
import { readMoments } from "./moments";
import { isDeleted, isFinal, isRevealed, summary } from "./own-cycles";
import { readReplaced } from "./replaced";
import { readTalkingPoints } from "./talking-points";
import { type Broken, logBroken } from "./unreadable-parts";

const duoInput = duoCycleInput.partial({ cycleId: true });

/** A duo as its two partners see it: the chosen cycle's reveal, and what was published for them. */
export function loadDuo(viewer: Viewer, input: unknown): Promise<DuoPage> {
  const { duoId, cycleId } = parseOrNotFound(duoInput, input);
  return withViewer(viewer, async (tx) => {
    const rows = await listOwnDuoCycles(tx, viewer, duoId);
    const row = cycleId
      ? rows.find((one) => one.cycleId === cycleId)
      : (rows.find((one) => isRevealed(one)) ?? rows[0]);
    if (!row) throw new DomainError("not-found");
    const broken: Broken = new Map();
    const side = sideOf(row, viewer.personId);
    const partner = await findPartner(tx, viewer.orgId, partnerOf(row, viewer.personId));
    const page = {
      duoId,
      name: row.displayName,
      partnerName: partner?.givenName ?? "",
      side,
      startedOn: row.startedOn,
      endedOn: row.endedOn,
      paused: row.paused,
      leftOpen: rows[0]?.leftOpen ?? false,
      replaced: await readReplaced(tx, viewer, duoId),
      platform: row.platform,
      cycles: rows.map(summary),
      breaks: (await listInstrumentBreaks(tx, viewer.orgId)).map((number) => ({
        number,
        instrumentBreak: true as const,
      })),
      chosen: {
        ...summary(row),
        takesAnswers: row.takesAnswers,
        ownFinal: isFinal(row, side),
        partnerFinal: isFinal(row, otherSide(side)),
        ownDeleted: isDeleted(row, side),
        partnerDeleted: isDeleted(row, otherSide(side)),
        answersEnded: row.answersEnded,
      },
      moments: await readMoments(tx, viewer, { duoId, broken }),
      actions: await listActions(tx, { orgId: viewer.orgId, duoId }),
      today: dayInZone(await currentTime(tx), viewer.timeZone),
      talkingPoints: await readTalkingPoints(
        tx,
        { orgId: viewer.orgId, duoId, cycleId: row.cycleId },
        broken,
      ),
      ...(await compareAnswers(tx, viewer, { rows, chosen: row, broken })),
    };
    return { ...page, unreadable: logBroken(broken, { orgId: viewer.orgId, duoId, cycleId: row.cycleId }) };
  });
}
