import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";
import { asPublisher } from "../client";

const on = stage();

describe("answers", () => {
  const partsOf = (author: "ic" | "manager") =>
    `select class, stage from response_parts where author_id = '${on.scene.people[author]}'`;
  const all = ["A", "P", "S", "comment", "note", "trust"].flatMap((one) => [`${one} draft`, `${one} final`]);

  test.each([
    [false, false],
    [true, false],
    [false, true],
  ])("ic final %s, manager final %s: each reads their own only", async (ic, manager) => {
    await on.setFinal(ic, manager);
    expect(await on.seenBy(partsOf("ic"))).toEqual({ ic: all });
    expect(await on.seenBy(partsOf("manager"))).toEqual({ manager: all });
  });

  describe("both final", () => {
    beforeEach(async () => {
      await on.setFinal(true, true);
      await on.arrange("delete from trust_consents");
    });
    const consent = (who: "ic" | "manager") =>
      on.arrange(
        `insert into trust_consents (org_id, cycle_id, duo_id, person_id) values ('${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}', '${on.scene.people[who]}')`,
      );

    test("the partner reads the shared answers and comment, and nothing else", async () => {
      expect(await on.seenBy(partsOf("ic"))).toEqual({ ic: all, manager: ["S final", "comment final"] });
      expect(await on.seenBy(partsOf("manager"))).toEqual({ manager: all, ic: ["S final", "comment final"] });
    });

    test("the one who takes a partner's place in a new duo reads nothing of the former one", async () => {
      const { org, duos, people, units } = on.scene;
      await on.arrange(`update duos set ended_on = current_date where id = '${duos.watched}'`);
      await on.arrange(
        `insert into duos (org_id, id, unit_id, ic_person_id, manager_person_id, display_name, pair_type, started_on) values ('${org}', gen_random_uuid(), '${units.a}', '${people.ic}', '${people.directorB}', 'next', 'tech-lead-em', current_date)`,
      );
      const comments = `select author_id = '${people.ic}' from response_parts where class in ('comment', 'note') and stage = 'final' and duo_id = '${duos.watched}'`;
      expect(await on.seenBy(comments)).toEqual({
        ic: ["false", "true", "true"],
        manager: ["false", "false", "true"],
      });
      await on.arrange("delete from duos where display_name = 'next'");
      await on.arrange(`update duos set ended_on = null where id = '${duos.watched}'`);
    });

    test("one consent opens no trust answer, two open both", async () => {
      await consent("ic");
      expect((await on.seenBy(partsOf("ic"))).manager).toEqual(["S final", "comment final"]);
      expect((await on.seenBy(partsOf("manager"))).ic).toEqual(["S final", "comment final"]);
      await consent("manager");
      expect((await on.seenBy(partsOf("ic"))).manager).toEqual(["S final", "comment final", "trust final"]);
    });

    test("nothing can change any more", async () => {
      const change = `update response_parts set answers = '{"DQ1": 1}' where author_id = '${on.scene.people.ic}'`;
      await on.as("ic", change);
      const { rows } = await on.arrange(
        "select count(*)::int as n from response_parts where answers = '{\"DQ1\": 1}'",
      );
      expect(rows).toEqual([{ n: 0 }]);
      await on.as("ic", "delete from response_parts");
      expect((await on.as("ic", partsOf("ic"))).length).toBe(all.length);
    });
  });

  test("while open, an author changes their own answers and nobody else's", async () => {
    await on.setFinal(false, false);
    for (const actor of everybody) await on.as(actor, `update response_parts set answers = '{"touched": 1}'`);
    const { rows } = await on.arrange(
      `select duo_id, count(*)::int as n from response_parts where answers = '{"touched": 1}' group by duo_id order by n`,
    );
    expect(rows.map((row) => row.n)).toEqual([24, 24, 24]);
    await on.as("ic", `update response_parts set answers = '{"DQ1": 1}'`);
    const own = await on.arrange(
      `select distinct author_id from response_parts where answers = '{"DQ1": 1}'`,
    );
    expect(own.rows).toEqual([{ author_id: on.scene.people.ic }]);
    await on.arrange("update response_parts set answers = '{}'");
  });

  test("an answer in another's name is refused", async () => {
    await on.setFinal(false, false);
    await on.arrange(`delete from response_parts where class = 'note'`);
    const forged = `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers) values ('${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}', '${on.scene.people.manager}', 'note', 'final', '{}')`;
    for (const actor of everybody.filter((one) => one !== "manager")) {
      await expect(on.as(actor, forged), actor).rejects.toMatchObject({ code: "42501" });
    }
    await expect(on.as("manager", forged)).resolves.toEqual([]);
  });

  test("after the close nothing is written, and only then the publisher reads S, A and trust", async () => {
    await on.setFinal(true, false);
    const classes = () =>
      asPublisher(on.scene.org, async (tx) =>
        (await tx.execute(sql`select distinct class, stage from response_parts order by 1`)).rows.map((row) =>
          Object.values(row).join(" "),
        ),
      );
    expect(await classes()).toEqual([]);
    await on.arrange(`update duo_cycles set closed = true where cycle_id = '${on.scene.cycle}'`);
    try {
      expect(await classes()).toEqual(["A final", "S final", "trust final"]);
      await on.as("ic", `update response_parts set answers = '{"late": 1}'`);
      await on.as(
        "ic",
        `update duo_cycle_sides set final_at = now() where person_id = '${on.scene.people.ic}'`,
      );
      const { rows } = await on.arrange(`select 1 from response_parts where answers = '{"late": 1}'`);
      expect(rows).toEqual([]);
      const locked = await on.as(
        "ic",
        `select 1 from duo_cycles where duo_id = '${on.scene.duos.watched}' for update`,
      );
      expect(locked).toEqual([]);
    } finally {
      await on.arrange(`update duo_cycles set closed = false where cycle_id = '${on.scene.cycle}'`);
    }
  });
});

describe("a duo's cycle", () => {
  test("a partner locks its open row and changes nothing in it", async () => {
    const lock = `select display_name from duo_cycles where cycle_id = '${on.scene.cycle}' for update`;
    expect(await on.as("ic", lock)).toEqual([{ display_name: "watched" }]);
    await expect(on.as("ic", "update duo_cycles set closed = true")).rejects.toThrow("42501");
  });

  test("who has submitted is seen by the two and the admin", async () => {
    expect(
      await on.seenBy(
        `select side from duo_cycle_sides where duo_id = '${on.scene.duos.watched}' order by 1`,
      ),
    ).toEqual({ ic: ["ic", "manager"], manager: ["ic", "manager"], admin: ["ic", "manager"] });
  });
});
