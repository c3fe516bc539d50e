import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { type AuditAction, auditActions } from "@/lib/domain/audit";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { loadAuditLog } from "./read";

const database = freshDatabase();
let made: MadeOrganization;
let marek: Viewer;

/** Writes a row of the log and gives its id. */
async function write(
  at: string,
  action: AuditAction,
  more: { actor?: string; subject?: string; detail?: object },
) {
  const id = randomUUID();
  await database.admin.query(
    "insert into audit_log (org_id, id, at, actor_id, action, area, subject_id, detail) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    [made.orgId, id, at, more.actor, action, auditActions[action], more.subject, more.detail ?? {}],
  );
  return id;
}

const rows: Record<string, string> = {};
const gone = randomUUID();

beforeAll(async () => {
  made = await createOrganization(database.admin, {
    people: { Nedélia: {}, Ola: {}, Ada: { admin: true }, Marek: { reviewer: true } },
    duos: { first: { ic: "Nedélia", manager: "Ola" } },
  });
  const idOf = (name: string) => made.people[name]!.id;
  await database.admin.query("update duos set display_name = 'Nedélia & Ola' where id = $1", [
    made.duos.first,
  ]);
  // 23:30 UTC is the next day in Tokyo.
  rows.signedIn = await write("2026-01-01T23:30Z", "session.opened", { actor: idOf("Ola") });
  rows.duoRead = await write("2026-01-02T09:00Z", "duo.read", { actor: gone, subject: made.duos.first });
  const detail = { ic: idOf("Nedélia"), manager: idOf("Ola") };
  rows.added = await write("2026-01-03T09:00Z", "duo.added", { actor: idOf("Ada"), detail });
  rows.ended = await write("2026-01-03T23:59:59.999Z", "person.ended", { actor: idOf("Ada"), subject: gone });
  rows.file = await write("2026-01-04T00:00Z", "insights.exported", { actor: idOf("Ada") });
  marek = viewerOf(made, "Marek", { isReviewer: true });
});

const nameOf = (id: string) => Object.keys(rows).find((name) => rows[name] === id);
const shown = async (query: Record<string, string>, viewer = marek) =>
  (await loadAuditLog(viewer, query)).lines.map(({ id }) => nameOf(id));

test.each<[Record<string, string>, string[]]>([
  [{}, ["file", "ended", "added", "duoRead", "signedIn"]],
  [{ area: "program" }, ["ended", "added"]],
  [{ area: "access" }, ["signedIn"]],
  [{ area: "reading" }, ["duoRead"]],
  [{ area: "export" }, ["file"]],
  [{ action: "duo.added" }, ["added"]],
  [{ who: "nedelia" }, ["added", "duoRead"]],
  [{ who: "OLA" }, ["added", "duoRead", "signedIn"]],
  [{ who: "ada" }, ["file", "ended", "added"]],
  // The one who read a duo and was ended has no name any more, as after an erasure.
  [{ who: "former" }, ["ended", "duoRead"]],
  [{ who: "Former person" }, ["ended", "duoRead"]],
  [{ who: "Former partner", area: "program" }, ["ended"]],
  [{ who: "for" }, []],
  [{ who: "%" }, []],
  [{ who: "nobody of this name" }, []],
  [{ from: "2026-01-02", to: "2026-01-03" }, ["ended", "added", "duoRead"]],
  [{ to: "2026-01-01" }, ["signedIn"]],
  [{ from: "2026-01-04" }, ["file"]],
  [{ area: "program", who: "Nedélia", from: "2026-01-03", to: "2026-01-03" }, ["added"]],
])("%j leaves %j", async (query, expected) => {
  const log = await loadAuditLog(marek, query);
  expect(log.lines.map(({ id }) => nameOf(id))).toEqual(expected);
  expect([log.total, log.newer, log.older]).toEqual([expected.length, false, false]);
});

test("days are those of the reader's clock", async () => {
  const inTokyo = { ...marek, timeZone: "Asia/Tokyo" };
  expect(await shown({ from: "2026-01-02", to: "2026-01-02" }, inTokyo)).toEqual(["duoRead", "signedIn"]);
});

test("a reviewer reads names and no address, and an id without a name for who is gone", async () => {
  const { lines } = await loadAuditLog(marek, {});
  const find = (name: string) => lines.find(({ id }) => id === rows[name])!;
  expect(find("duoRead")).toMatchObject({
    actor: { id: gone, name: null },
    subject: { id: made.duos.first, name: "Nedélia & Ola" },
  });
  expect(find("added").partners.map(({ name }) => name)).toEqual([
    expect.stringContaining("Nedélia"),
    expect.stringContaining("Ola"),
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/@/);
  expect(await shown({ who: gone.toUpperCase() })).toEqual(["ended", "duoRead"]);
});

test("an admin reads and filters the program alone; for others there is no log", async () => {
  const ada = viewerOf(made, "Ada", { isAdmin: true });
  expect(await shown({}, ada)).toEqual(["ended", "added"]);
  expect(await shown({ who: "ola" }, ada)).toEqual(["added"]);
  expect(await loadAuditLog(ada, { area: "export" })).toMatchObject({ problems: ["area"], lines: [] });
  await expect(loadAuditLog(viewerOf(made, "Ola"), {})).rejects.toMatchObject({ code: "not-found" });
});

test("an address with a problem shows no row, and keeps what was typed", async () => {
  const typed = { from: "2026-01-04", to: "2026-01-02", who: "Ada" };
  expect(await loadAuditLog(marek, typed)).toMatchObject({
    asked: typed,
    problems: ["range"],
    lines: [],
    total: 0,
  });
  expect(await loadAuditLog(marek, { before: randomUUID() })).toMatchObject({
    problems: ["page"],
    lines: [],
  });
});

test("pages follow each other without a gap or a double, also among rows of one moment", async () => {
  for (let n = 0; n < 205; n++) await write("2025-05-05T05:05:05.123456Z", "cycle.nudged", {});
  const only = { action: "cycle.nudged" };
  const first = await loadAuditLog(marek, only);
  expect([first.total, first.lines.length, first.newer, first.older]).toEqual([205, 100, false, true]);
  const second = await loadAuditLog(marek, { ...only, before: first.lines.at(-1)!.id });
  expect([second.lines.length, second.newer, second.older]).toEqual([100, true, true]);
  const third = await loadAuditLog(marek, { ...only, before: second.lines.at(-1)!.id });
  expect([third.lines.length, third.newer, third.older]).toEqual([5, true, false]);
  expect([first.first, second.first, third.first]).toEqual([1, 101, 201]);
  const whole = await loadAuditLog(marek, { ...only, rows: "all" });
  expect([whole.lines.length, whole.all, whole.older]).toEqual([205, true, false]);
  const ids = [first, second, third].flatMap(({ lines }) => lines.map(({ id }) => id));
  expect(new Set(ids).size).toBe(205);
  expect(await loadAuditLog(marek, { ...only, after: third.lines[0]!.id })).toEqual(second);
  expect(await loadAuditLog(marek, { ...only, after: second.lines[0]!.id })).toEqual(first);
  // Not a whole page is newer: the first page, full.
  expect(await loadAuditLog(marek, { ...only, after: first.lines[50]!.id })).toEqual(first);
});
