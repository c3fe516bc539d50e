import { describe, expect, test } from "vitest";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { rosterImports } from "@/testkit/scenes/roster-imports";
import { closeCycle, loadProgram } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { applyImport } from "./apply";
import { checkImport } from "./check";
import { loadImport } from "./read";
import { receiveImportFile } from "./uploads";
import { importsFinished } from "./work";

const scene = rosterImports({ receiveImportFile, checkImport, applyImport, importsFinished, loadImport });
const { database, rows, run } = scene;

describe("while a cycle is open", () => {
  test("a duo that left is neither enrolled nor counted when the cycle is published", async () => {
    await answerFor(database.admin, scene.made, () => evenAnswers(4));
    await run(["ic_id,manager_id,ended_on\nEIan,EMia,2026-01-01\n"], { typed: { duos: "1" } });
    const program = await loadProgram(scene.ada);
    expect(program.board?.lines.map(({ displayName }) => displayName)).toEqual(["Ned & Ola"]);
    await closeCycle(scene.ada, { cycleId: scene.made.cycleId });
    await publishCycle(scene.made.orgId, scene.made.cycleId);
    expect(
      await rows("select p.duo_id, p.complete from published_duo_partners p where p.org_id = $1"),
    ).toEqual([{ duo_id: scene.made.duos.second, complete: true }]);
  });

  test("who ends or pauses leaves it at once; everything else waits", async () => {
    const report = await run(
      [
        "ic_id,manager_id,paused,unit\nEIan,EMia,yes,Eng\n",
        "person_id,name,email\nX1,Xi,xi.open@example.test\nX2,Yo,yo.open@example.test\n",
        "ic_id,manager_id,unit\nX1,X2,Sales\nENed,EOla,Eng\n",
      ].slice(0, 3),
    );
    expect(report).toMatchObject({ openCycle: 1, state: "applied", summary: { left: 1 } });
    expect(
      await rows(
        "select d.display_name as duo, d.closed, d.left_at is not null as gone, u.name as unit from duo_cycles d join units u on u.id = d.unit_id where d.org_id = $1 order by 1",
      ),
    ).toEqual([
      { duo: "Ian & Mia", closed: true, gone: true, unit: "Eng" },
      { duo: "Ned & Ola", closed: false, gone: false, unit: "Sales" },
    ]);
    expect(await rows("select count(*)::int as n from duos where org_id = $1")).toEqual([{ n: 3 }]);
  });
});
