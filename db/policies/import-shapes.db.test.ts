import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { recordKinds } from "@/lib/roster/columns";
import { itemActions } from "@/lib/roster/draft";
import { breakers } from "@/lib/roster/plan";
import { problemCodes } from "@/lib/roster/problems";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
beforeAll(() => on.arrange("update roster_imports set state = 'checking'"));

const empty = { lines: 0, kinds: [], counts: [], problems: [], errors: 0, tripped: [] };
const item = { kind: "person", action: "add", key: "a1", name: "Ann" };
const problem = { code: "required", file: 1, line: 2 };
const change = { field: "name", before: "", after: "Ann" };

const step = (to: "checked" | "applied", facts: object) =>
  `select 1 where step_import('${on.scene.rosterImport}', '${to === "checked" ? "checking" : "applying"}', '${to}', '${JSON.stringify(facts)}')`;
const outcome = (facts: object) => on.attempt("app", "admin", step("checked", facts));

describe("what an import lists has the shape that its pages read", () => {
  test("with every kind, action, number to be typed, reason, problem and failure that there is", async () => {
    const counts = recordKinds.flatMap((kind) => itemActions.map((action) => ({ kind, action, count: 2 })));
    const reasons = ["line", "missing", "person-ends", "person-stays", "unit-ends"];
    const facts = {
      progress: 100,
      summary: {
        ...empty,
        lines: 9,
        kinds: recordKinds,
        counts,
        problems: problemCodes.map((code) => ({ code, count: 1 })),
        errors: 2,
        tripped: breakers.map((breaker) => ({ breaker, count: 3, of: 5 })),
        left: 1,
        asked: 0,
      },
      items: [
        ...counts.map(({ kind, action }) => ({ ...item, kind, action, file: 1, line: 2 })),
        ...reasons.map((reason) => ({ ...item, reason, changes: [change] })),
      ],
      problems: problemCodes.map((code) => ({ ...problem, code, column: "name", value: "", otherLine: 3 })),
      fingerprint: "0".repeat(64),
    };
    expect(await outcome(facts)).toBe(1);
    for (const failure of ["roster-changed", "address-taken", "fault"])
      expect([failure, await outcome({ failure })]).toEqual([failure, 1]);
  });

  test.each([
    { summary: "x" },
    { summary: null },
    { summary: [] },
    { summary: {} },
    { summary: { ...empty, lines: "9" } },
    { summary: { ...empty, errors: -1 } },
    { summary: { ...empty, left: "1" } },
    { summary: { ...empty, kinds: ["role"] } },
    { summary: { ...empty, counts: 5 } },
    { summary: { ...empty, counts: [{ kind: "person", action: "add" }] } },
    { summary: { ...empty, counts: [{ kind: "person", action: "add", count: 0 }] } },
    { summary: { ...empty, counts: [{ kind: "person", action: "add", count: 1.5 }] } },
    { summary: { ...empty, counts: [{ kind: "person", action: "constructor", count: 1 }] } },
    { summary: { ...empty, problems: [{ code: 1, count: 1 }] } },
    { summary: { ...empty, problems: { a: 1 } } },
    { summary: { ...empty, tripped: [{ breaker: "x", count: 1, of: 1 }] } },
    { items: 5 },
    { items: null },
    { items: [null] },
    { items: [{ ...item, kind: "x" }] },
    { items: [{ ...item, name: 1 }] },
    { items: [{ ...item, line: "1" }] },
    { items: [{ ...item, reason: "x" }] },
    { items: [{ ...item, changes: 5 }] },
    { items: [{ ...item, changes: [{ ...change, after: null }] }] },
    { problems: { a: 1 } },
    { problems: [{ ...problem, code: "toString" }] },
    { problems: [{ ...problem, file: "1" }] },
    { problems: [{ ...problem, value: { a: 1 } }] },
    { fingerprint: "none" },
    { failure: "x" },
  ])("and in no other: %j", async (facts) => {
    expect(await outcome(facts)).toBe("23514");
  });
});

describe("an import that was carried out", () => {
  const added = (count: number) => ({
    summary: { ...empty, counts: [{ kind: "person", action: "add", count }] },
  });
  const person = () => {
    const id = randomUUID();
    const row = { id, externalId: id, name: "Ann", givenName: "Ann", email: `${id}@example.test` };
    const rest = { pendingEmail: null, language: "en", timeZone: "UTC", endedOn: null };
    return `select from write_roster_people('${JSON.stringify([{ ...row, ...rest }])}')`;
  };
  const applies = (facts: object, ...before: string[]) =>
    on.attempt("app", "admin", ...before, step("applied", facts));

  test("says what was done in its transaction, and no more", async () => {
    await on.arrange("update roster_imports set state = 'applying'");
    expect(await applies(added(500))).toBe("23514");
    expect(await applies(added(2), person())).toBe("23514");
    expect(await applies(added(2), person(), person())).toBe(1);
    const ends = { summary: { ...empty, counts: [{ kind: "duo", action: "end", count: 1 }] } };
    expect(await applies(ends, person())).toBe("23514");
    // One that lists no change has nothing to carry out.
    expect(await applies({ summary: empty })).toBe("23514");
    expect(await applies({ summary: empty }, person())).toBe("23514");
  });
});
