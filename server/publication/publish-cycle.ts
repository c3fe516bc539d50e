import { asPublisher } from "@/db/client";
import { lockCycle } from "@/db/queries/cycles";
import { listCalendar, listCycleUnits, listEnrolled, markPublished } from "@/db/queries/publication";
import { carryOutWithdrawals } from "@/db/queries/withdrawals";
import { DomainError } from "../errors";
import { duoBands } from "./bands";
import { historiesOf } from "./calendar";
import { loadCells } from "./cells";
import { writeDrivers } from "./drivers";
import { loadFigures } from "./figures";
import { runEngine } from "./run-engine";
import { scoreAnswers } from "./score-answers";
import { writeCells, writeDuos, writeEngine, writePublication, writeScores } from "./write";

/**
 * Scores a closed cycle and writes its immutable results, in one transaction of the publisher. A second run finds the
 * cycle published and changes nothing. Refuses with "conflict" while an earlier cycle waits for its own turn.
 */
export function publishCycle(orgId: string, cycleId: string): Promise<"published" | "was-published"> {
  return asPublisher(orgId, async (tx, client) => {
    const cycle = await lockCycle(tx, orgId, cycleId);
    if (!cycle) throw new DomainError("not-found");
    if (cycle.state === "published" || cycle.state === "withdrawn") return "was-published";
    if (cycle.state !== "closed") throw new DomainError("conflict");

    const publication = { tx, client, orgId, cycleId };
    const { all, leaders } = historiesOf(await listCalendar(tx, orgId, cycle.number));
    const enrolled = await listEnrolled(tx, publication);
    const units = await listCycleUnits(tx, publication);
    const answers = await scoreAnswers(publication, enrolled);
    const bands = duoBands(enrolled, answers, cycle.number);

    const output = await runEngine(publication, { history: all, enrolled, answers });
    // Both audiences read the same engine run as long as their histories are the same.
    const apart = leaders !== undefined && leaders !== all;
    const leadersOutput = apart
      ? await runEngine(publication, { history: leaders, enrolled, answers })
      : output;
    const partnerFigures = await loadFigures(publication, {
      audience: "partners",
      history: all,
      output,
      bands,
    });
    const leaderFigures =
      leaders &&
      (await loadFigures(publication, {
        audience: "leaders",
        history: leaders,
        output: leadersOutput,
        bands,
      }));
    const cells = await loadCells(
      publication,
      { cycle, history: all, units, enrolled, answers, bands },
      leadersOutput,
    );

    await writePublication(publication, cycle, await markPublished(tx, publication));
    await writeScores(publication, enrolled, answers);
    await writeEngine(publication, "all", output);
    if (apart) await writeEngine(publication, "scoped", leadersOutput);
    await writeDuos(publication, { enrolled, units, output, partnerFigures, leaderFigures });
    await writeCells(publication, units, cells);
    await writeDrivers(publication, { cycle, history: leaders ?? all, units, answers, cells });
    await carryOutWithdrawals(tx, cycleId);
    return "published";
  });
}
