import { describe, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();

const strangers: readonly Actor[] = ["stranger"];
const members = everybody.filter((actor) => !strangers.includes(actor));
const add = (values: string, columns = "") =>
  `insert into custom_questions (org_id, id, slot, kind, answer_class, wording, options${columns}) values ('${on.scene.org}', gen_random_uuid(), ${values})`;
const good = "2, 'choice', 'shared', 'Where did you two meet?', '{Here,There}'";

describe("an organization's own questions", () => {
  test("and which cycle asks them are read by its members, and by nobody else", async () => {
    const { customQuestion } = on.scene;
    for (const query of ["select id from custom_questions", "select question_id from cycle_questions"]) {
      const seen = await on.seenBy(query);
      expect(Object.keys(seen).sort()).toEqual([...members].sort());
      expect(new Set(Object.values(seen).flat())).toEqual(new Set([customQuestion]));
    }
  });

  test("are added by an admin alone, now, into a place that is free", async () => {
    for (const actor of everybody) {
      expect([actor, await on.attempt("app", actor, add(good))]).toEqual([
        actor,
        actor === "admin" ? 1 : "42501",
      ]);
    }
    expect(await on.attempt("app", "admin", add(good.replace("2", "1")))).toBe("23505");
    for (const column of ["created_at", "retired_at"]) {
      expect(await on.attempt("app", "admin", add(`${good}, now()`, `, ${column}`))).toBe("42501");
    }
  });

  test.each([
    "3, 'choice', 'shared', 'Where did you two meet?', '{Here,There}'",
    "2, 'choice', 'leaders', 'Where did you two meet?', '{Here,There}'",
    "2, 'choice', 'shared', '', '{Here,There}'",
    "2, 'choice', 'shared', repeat('x', 2001), '{Here,There}'",
    "2, 'choice', 'shared', 'Where did you two meet?', array[repeat('x', 6000), 'There']",
    "2, 'choice', 'shared', 'Where did you two meet?', '{Here}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{a,b,c,d,e,f,g}'",
    "2, 'scale', 'aggregate', 'Where did you two meet?', '{Here,There}'",
    "2, 'text', 'shared', 'Where did you two meet?', '{a,b,c,d,e}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{NULL,NULL}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{Here,NULL}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{{a,b},{c,d}}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{Here,\"\"}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{Here,Here}'",
    "2, 'choice', 'shared', 'Where did you two meet?', '{Here,\u200b}'",
    "2, 'choice', 'shared', 'Where did you two meet?', array['Here', E'a\\nb']",
    "2, 'choice', 'shared', '\u2800\u3164', '{Here,There}'",
    "2, 'choice', 'shared', E'Where did\\nyou two meet?', '{Here,There}'",
  ])("are none in another form: %s", async (values) => {
    expect(await on.attempt("app", "admin", add(values))).toBe("23514");
  });

  test("have a class from the start, either of the two", async () => {
    const { org } = on.scene;
    for (const answerClass of ["shared", "aggregate"]) {
      const values = good.replace("shared", answerClass);
      expect([answerClass, await on.attempt("app", "admin", add(values))]).toEqual([answerClass, 1]);
    }
    const without = `insert into custom_questions (org_id, id, slot, kind, wording, options) values ('${org}', gen_random_uuid(), 2, 'choice', 'Where did you two meet?', '{Here,There}')`;
    expect(await on.attempt("app", "admin", without)).toBe("23502");
  });

  test("keep their words and their class, asked or not, and cycles keep their questions", async () => {
    for (const statement of [
      "update custom_questions set answer_class = 'shared'",
      "update custom_questions set answer_class = 'shared', retired_at = app_now()",
      "update custom_questions set wording = 'Something else entirely?'",
      "update custom_questions set slot = 2",
      "delete from custom_questions",
      "delete from cycle_questions",
      `insert into cycle_questions (org_id, cycle_id, question_id) values ('${on.scene.org}', '${on.scene.published}', '${on.scene.customQuestion}')`,
    ]) {
      expect([statement, await on.attempt("app", "admin", statement)]).toEqual([statement, "42501"]);
    }
  });
});
