import { z } from "zod";
import { withViewer } from "@/db/client";
import { findPartner, listOwnDuoCycles } from "@/db/queries/duos";
import { listSharedAnswers } from "@/db/queries/response-parts";
import type { DuoPage } from "@/lib/domain/duos";
import { partnerOf, sideOf } from "@/lib/domain/partners";
import type { Viewer } from "@/lib/domain/permissions";
import { otherSide } from "@/lib/instrument/answers";
import { reveal } from "@/lib/scoring/reveal";
import { DomainError } from "../errors";
import { isDeleted, isFinal, isRevealed, summary } from "./own-cycles";

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
