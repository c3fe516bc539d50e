import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { csvOriginal, parseCsv } from "@/lib/csv/csv";
import { promiseVersion } from "@/lib/domain/cycles";
import type { PersonalTable } from "@/lib/personal-data/field";
import { personalDataGroups } from "@/lib/personal-data/groups";
import { personalData, shownTables } from "@/lib/personal-data/inventory";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { closeCycle } from "../cycles";
import { saveCommitment } from "../duos/commitments";
import { saveMoment } from "../duos/moments";
import { noteTalked } from "../duos/talk";
import { markTalkingPoint } from "../duos/talking-points";
import { agreeToShowTrust } from "../duos/trust";
import { publishCycle } from "../publication/publish-cycle";
import { saveDraft, submitResponse } from "../responses";
import { openOwnDataFile } from "./file";
import { loadOwnData } from "./own-data";

const database = freshDatabase();
let made: MadeOrganization;

const as = (name: string) => viewerOf(made, name, { isAdmin: name === "Ada" });
const first = () => ({ cycleId: made.cycleId, duoId: made.duos.first! });
const answer = (value: 2 | 3 | 4) => ({
  revision: 0,
  promiseVersion,
  answers: { ...evenAnswers(value), NOTE: `private note ${value}` },
  key: randomUUID(),
});
const written = "=HYPERLINK(1)";
const download = async (name: string, format: string) => {
  const { body, ...file } = await openOwnDataFile(as(name), { format });
  return { ...file, text: await new Response(body).text() };
};
const rowsOf = async (name: string, table: string) =>
  (await loadOwnData(as(name))).tables.find((one) => one.name === table)!.rows;

/** Two who answered, agreed, wrote everything down and were published; and two beside them. */
beforeEach(async () => {
  made = await createOrganization(database.admin, {
    units: { Company: {} },
    people: { Ada: { admin: true }, Ian: {}, Mia: {}, Olga: {}, Pim: { leads: "Company" } },
    duos: {
      first: { ic: "Ian", manager: "Mia", icGrade: 7, managerGrade: 9 },
      other: { ic: "Olga", manager: "Pim" },
    },
    cycle: { number: 4 },
  });
  await submitResponse(as("Ian"), first(), answer(4));
  await submitResponse(as("Mia"), first(), answer(2));
  await saveDraft(as("Olga"), { cycleId: made.cycleId, duoId: made.duos.other! }, answer(3));
  for (const name of ["Ian", "Mia"]) await agreeToShowTrust(as(name), first());
  await noteTalked(as("Mia"), first());
  for (const code of ["MAP:who", "DQ1"]) {
    await markTalkingPoint(as("Ian"), { ...first(), code, wanted: "yes" });
  }
  await saveCommitment(as("Ian"), { ...first(), text: written, dimension: "ALIGN", owner: "both" });
  await saveMoment(as("Mia"), { ...first(), what: written, day: "2026-01-15", ic: "", manager: "" });
  await closeCycle(as("Ada"), { cycleId: made.cycleId });
  await publishCycle(made.orgId, made.cycleId);
  const userId = randomUUID();
  const { id } = made.people.Ian!;
  await database.arrange(
    `insert into users (id, name, email) values ('${userId}', 'Ian', '${made.people.Ian!.email}')`,
  );
  await database.arrange(`update people set user_id = '${userId}', bound_at = now() where id = '${id}'`);
  await database.arrange(
    `insert into sessions (session_token, user_id, expires) values ('${userId}', '${userId}', now() + interval '1 day')`,
  );
  await database.arrange(
    `insert into accounts (user_id, type, provider, provider_account_id) values ('${userId}', 'oidc', 'acme', '${userId}')`,
  );
  await database.arrange(
    `insert into passkeys (org_id, id, person_id, credential_id, public_key, counter, transports, name) values ('${made.orgId}', '${userId}', '${id}', '${userId}', '', 3, 'usb nfc', 'Work laptop')`,
  );
});

describe("what is stored about a person", () => {
  test("has every row of theirs, and of their duos, that the database holds", async () => {
    const { tables } = await loadOwnData(as("Ian"));
    const counted: Record<string, number> = {};
    const { id } = made.people.Ian!;
    for (const name of shownTables) {
      const { rows }: PersonalTable = personalData[name];
      const where = Array.isArray(rows.by)
        ? `'${id}' in (${rows.by.join(", ")})`
        : rows.by === "duo"
          ? `duo_id = '${made.duos.first}'`
          : name === "people"
            ? `id = '${id}'`
            : `${name === "users" ? "id" : "user_id"} = (select user_id from people where id = '${id}')`;
      counted[name] = (await database.arrange(`select 1 from ${name} where ${where}`)).rows.length;
    }
    expect(Object.fromEntries(tables.map(({ name, rows }) => [name, rows.length]))).toEqual(counted);
    const empty = Object.keys(counted).filter((name) => counted[name] === 0);
    expect(empty.sort()).toEqual([
      "address_changes",
      "answer_withdrawals",
      "audit_log",
      "cell_readers",
      "cycle_declines",
      "noted_actions",
      "role_grants",
      "roster_imports",
    ]);
  });

  test("has their answers of every class in words, their scores and what the two wrote", async () => {
    const parts = await rowsOf("Ian", "response_parts");
    expect(new Set(parts.map((part) => part.class))).toEqual(
      new Set(["S", "A", "P", "trust", "comment", "note"]),
    );
    const trust = parts.find((part) => part.class === "trust")!.answers;
    expect(trust).toEqual([
      { code: "TR1", about: expect.stringContaining("Mia"), value: expect.stringMatching(/./) },
    ]);
    const [scores] = await rowsOf("Ian", "person_scores");
    expect(scores!.scores).toContainEqual({
      code: "score",
      about: "All questions together",
      value: expect.stringMatching(/^\d+$/),
    });
    const [commitment] = await rowsOf("Mia", "commitments");
    expect(commitment!.content).toContainEqual({
      code: "text",
      about: "What will be different",
      value: written,
    });
    expect((await rowsOf("Ian", "moments"))[0]!.written_by).toMatchObject({ name: "Mia" });
    expect((await rowsOf("Mia", "moments"))[0]!.written_by).toMatchObject({ name: "You" });
    expect((await rowsOf("Olga", "response_parts")).every((part) => part.stage === "draft")).toBe(true);
  });

  test("has their own grade and not their partner's, in either direction", async () => {
    expect((await rowsOf("Ian", "duos"))[0]).toMatchObject({ ic_grade: 7, manager_grade: null });
    expect((await rowsOf("Mia", "duos"))[0]).toMatchObject({ ic_grade: null, manager_grade: 9 });
  });

  test("has their sign-in without its secrets", async () => {
    expect(await rowsOf("Ian", "people")).toMatchObject([
      { email: made.people.Ian!.email, reminders: true, bound_at: expect.any(Date) },
    ]);
    expect(await rowsOf("Ian", "sessions")).toEqual([
      { expires: expect.any(Date), created_at: expect.any(Date), method: "email" },
    ]);
    expect(await rowsOf("Ian", "accounts")).toMatchObject([{ provider: "acme" }]);
    expect(await rowsOf("Mia", "sessions")).toEqual([]);
  });

  test("has nothing of others: no address, no answer of the partner, no duo beside theirs", async () => {
    const text = (await download("Ian", "json")).text;
    for (const other of ["Ada", "Mia", "Olga", "Pim"]) expect(text).not.toContain(made.people[other]!.email);
    expect(text).not.toContain(made.duos.other);
    expect(text).toContain("private note 4");
    expect(text).not.toContain("private note 2");
    // Both answered trust, and the two read each other's on their duo's page; here everybody has their own alone.
    for (const name of ["Ian", "Mia"]) {
      const parts = await rowsOf(name, "response_parts");
      const { rows } = await database.arrange(
        `select class, stage from response_parts where author_id = '${made.people[name]!.id}'`,
      );
      expect(parts.map((part) => `${part.class} ${part.stage}`).sort()).toEqual(
        rows.map((row) => `${row.class} ${row.stage}`).sort(),
      );
    }
  });

  test("says so where an encrypted value does not open, and shows the rest", async () => {
    await database.arrange(`update moments set content = 'x' where duo_id = '${made.duos.first}'`);
    expect((await rowsOf("Ian", "moments"))[0]!.content).toEqual({ unreadable: true });
    expect(await rowsOf("Ian", "commitments")).toHaveLength(1);
  });
});

describe("taken along", () => {
  test("as JSON it has what the page has, and names what a reader needs to know", async () => {
    const { text, name } = await download("Ian", "json");
    const { tables } = await loadOwnData(as("Ian"));
    const file = JSON.parse(text);
    expect(name).toMatch(/^Twofold \d{4}-\d\d-\d\d about me\.json$/);
    expect(Object.keys(file.tables)).toEqual([...shownTables]);
    for (const { name: table, rows } of tables.filter((one) => one.name !== "audit_log")) {
      expect([table, file.tables[table].entries]).toEqual([table, JSON.parse(JSON.stringify(rows))]);
    }
    expect(file.tables.people).toMatchObject({
      title: "You",
      why: expect.any(String),
      kept: expect.any(String),
    });
  });

  test("as CSV it has a record for each value, and no cell starts like a formula", async () => {
    const { text } = await download("Ian", "csv");
    const [head, ...records] = parseCsv(text);
    expect(head).toEqual(["about", "entry", "field", "value"]);
    expect(records.every((record) => record.length === 4)).toBe(true);
    expect(records.map(([, , , value]) => csvOriginal(value!))).toContain(written);
    expect(records.filter((record) => record.some((cell) => /^[=+\-@\t\r]/.test(cell)))).toEqual([]);
    // Points of a talk name the partner, and times say their zone.
    expect(text).not.toMatch(/\{\w+\}/);
    const times = records.flatMap(([, , , value]) => (/\b\d{1,2}:\d{2}\b/.test(value!) ? [value!] : []));
    expect(times.length).toBeGreaterThan(10);
    for (const time of times) expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    expect(records).toContainEqual(["You", "1", "Sign-in address", made.people.Ian!.email]);
  });

  test("is in the log as an act of one's own, which that person alone reads beside the reviewer", async () => {
    await download("Ian", "csv");
    const { rows } = await database.arrange(
      `select actor_id, area, detail from audit_log where org_id = '${made.orgId}' and action = 'own-data.exported'`,
    );
    expect(rows).toEqual([{ actor_id: made.people.Ian!.id, area: "access", detail: { table: "csv" } }]);
    expect((await rowsOf("Ian", "audit_log")).map((row) => row.action)).toContain("own-data.exported");
    expect(await rowsOf("Mia", "audit_log")).toEqual([]);
  });

  test("needs a recent sign-in and a format that there is", async () => {
    const old = { ...as("Ian"), signedInAt: new Date(0) };
    await expect(openOwnDataFile(old, { format: "csv" })).rejects.toMatchObject({ code: "sign-in-again" });
    await expect(openOwnDataFile(as("Ian"), { format: "xml" })).rejects.toMatchObject({ code: "invalid" });
  });
});

test("the page's groups have every table once", () => {
  expect(Object.values(personalDataGroups).flat().sort()).toEqual([...shownTables].sort());
});
