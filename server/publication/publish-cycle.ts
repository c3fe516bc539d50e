import { asPublisher } from "@/db/client";
import { listCycleQuestions } from "@/db/queries/custom-questions";
import { lockCycle } from "@/db/queries/cycles";
import {
  type CycleUnitRow,
  type EnrolledRow,
  listCalendar,
  listCycleUnits,
  listEnrolled,
  markPublished,
} from "@/db/queries/publication";
import { insertCells } from "@/db/queries/unit-rows";
import { carryOutWithdrawals } from "@/db/queries/withdrawals";
import { promiseNames } from "@/lib/domain/promises";
import { CollectedCustomAnswers } from "@/lib/publication/custom-answers";
import { CollectedRatings } from "@/lib/publication/kept-commitments";
import type { MaskedCell } from "@/lib/publication/masked-cell";
import type { CellReader } from "@/lib/publication/readers";
import { DomainError } from "../errors";
import { historiesOf, publishedBefore } from "./calendar";
import { loadCells } from "./cells";
import type { CyclePublication } from "./cycle-publication";
import { unitsTold } from "./digest";
import { findDrivers, writeDrivers } from "./drivers";
import { loadFigures } from "./figures";
import { writeHealth } from "./health";
import { sideBySide } from "./in-turns";
import { type Results, resultsFor } from "./results";
import { type DuoAnswers, scoreAnswers } from "./score-answers";
import { reportUnreadable } from "./unreadable";
import { loadWordings } from "./wordings";
import { writeEngine, writeLeaderRows, writePartnerRows, writePublication, writeScores } from "./write";

type Rows = {
  enrolled: readonly EnrolledRow[];
  answers: ReadonlyMap<string, DuoAnswers>;
  units: readonly CycleUnitRow[];
  partners: Results;
  forLeaders: Results | undefined;
  cells: readonly MaskedCell[];
  readers: readonly CellReader[];
};

/** What is stored of each duo and each unit. */
async function writeRows(
  publication: CyclePublication,
  { enrolled, answers, units, partners, forLeaders, cells, readers }: Rows,
): Promise<void> {
  await writeScores(publication, enrolled, answers);
  await writeEngine(publication, "all", partners.output);
  const isApart = forLeaders && forLeaders.output !== partners.output;
  if (isApart) await writeEngine(publication, "scoped", forLeaders.output);
  await writePartnerRows(publication, { enrolled, results: partners });
  if (forLeaders) await writeLeaderRows(publication, { enrolled, units, results: forLeaders });
  await insertCells(publication.client, publication, { units, cells, readers });
}

/**
 * Scores a closed cycle and writes its immutable results, in one transaction of the publisher. A second run finds the
 * cycle published and changes nothing. Refuses with "conflict" while an earlier cycle is not published.
 */
export function publishCycle(orgId: string, cycleId: string): Promise<"published" | "was-published"> {
  return asPublisher(orgId, async (tx, client) => {
    const cycle = await lockCycle(tx, orgId, cycleId);
    if (!cycle) throw new DomainError("not-found");
    if (cycle.state === "published" || cycle.state === "withdrawn") return "was-published";
    if (cycle.state !== "closed") throw new DomainError("conflict");

    const publication = { tx, client, orgId, cycleId, unreadable: new Map() };
    const { all, leaders } = historiesOf(await listCalendar(tx, orgId, cycle.number));
    const enrolled = await listEnrolled(tx, publication);
    const units = await listCycleUnits(tx, publication);
    const wordings = await loadWordings(publication, cycle.instrumentVersion);
    const custom = new CollectedCustomAnswers(await listCycleQuestions(tx, publication));
    const ratings = promiseNames("kept", cycle.promiseVersion) ? new CollectedRatings() : undefined;
    const { answers, surveys } = await scoreAnswers(publication, enrolled, { ...wordings, custom, ratings });
    const figures = await loadFigures(publication, all, answers);
    const known = { enrolled, answers, figures, breaksIn: wordings.breaksIn };
    const partners = await resultsFor(publication, { audience: "partners", history: all, ...known });
    // The engine runs a second time, for leaders, only where their history is another one than the partners'.
    const same = leaders === all ? partners : undefined;
    const forLeaders =
      leaders && (await resultsFor(publication, { audience: "leaders", history: leaders, ...known, same }));
    const history = leaders ?? all;
    const results = forLeaders ?? partners;
    const { cells, readers } = await loadCells(publication, {
      cycle,
      history,
      before: publishedBefore(all).at(-1),
      units,
      enrolled,
      answers,
      results,
      beside: { custom: custom.figures(), kept: ratings?.shares() },
    });

    await reportUnreadable(publication, enrolled.length);
    await writePublication(publication, cycle, {
      publishedAt: await markPublished(tx, publication),
      instrumentBreak: wordings.breaksIn(all).includes(all.cycles.length),
      told: unitsTold(enrolled, answers, units),
    });
    const [drivers] = await sideBySide([
      findDrivers({ cycle, history, units, figures, cells }),
      writeRows(publication, { enrolled, answers, units, partners, forLeaders, cells, readers }),
    ]);
    await writeDrivers(publication, drivers);
    await wordings.writeLinks();
    await writeHealth(publication, { surveys, added: wordings.added, cycle });
    await carryOutWithdrawals(tx, cycleId);
    return "published";
  });
}
