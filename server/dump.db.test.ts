import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { escapeLiteral } from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { dataKeyOf } from "@/db/encryption/data-key";
import {
  openEvidence,
  openFigures,
  sealMoments,
  sealParts,
  sealTalkingPoints,
} from "@/db/encryption/sealed-rows";
import { moments, personScores, publishedDuoEvidence, responseParts, talkingPoints } from "@/db/schema";
import { drawAnswers, drawRespondent } from "@/db/seed/answers";
import { drawFrom } from "@/db/seed/draw";
import type { Answers } from "@/lib/instrument/answers";
import { splitByClass } from "@/lib/instrument/confidentiality";
import { questionnaire } from "@/lib/instrument/questionnaire";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { promiseIn } from "@/testkit/factories/commitments";
import { answeredCycle } from "@/testkit/scenes/answered-cycle";

import { closeCycle } from "./cycles";
import { publishCycle } from "./publication/publish-cycle";

/** What a dump must not hold: a name for the report, and the bytes in which it would be there. */
type Canary = { name: string; forms: string[] };

const database = freshDatabase();
const canaries: Canary[] = [];

/** A text as it is, in hexadecimal digits, and in base64 wherever it may begin within its groups of three bytes. */
function encodings(bytes: Buffer): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const digits = bytes.toString("hex");
  // What the cutting leaves of a short value may be anywhere by chance.
  return [bytes.toString("latin1"), digits, digits.toUpperCase(), ...base64].filter(
    (form) => form.length >= 8,
  );
}
const watchText = (name: string, ...texts: string[]) =>
  canaries.push({ name, forms: texts.flatMap((text) => encodings(Buffer.from(text))) });
/** A number with many digits, as text and as PostgreSQL's and JavaScript's eight bytes. */
function watchNumber(name: string, value: number) {
  const [little, big] = [Buffer.alloc(8), Buffer.alloc(8)];
  little.writeDoubleLE(value);
  big.writeDoubleBE(value);
  canaries.push({
    name,
    forms: [String(value), little, big].flatMap((form) => encodings(Buffer.from(form))),
  });
}
const hasManyDigits = (value: unknown): value is number =>
  typeof value === "number" && /\.\d{8}/.test(String(value));

/** Answers as JSON has them, as jsonb prints them, and their numbers in a row: no other data has the same. */
function watchAnswers(name: string, answers: Answers) {
  const json = JSON.stringify(answers);
  const spaced = Object.entries(answers).map(([code, answer]) => `"${code}": ${JSON.stringify(answer)}`);
  watchText(name, json, ...spaced.filter((one) => one.length > 7), Object.values(answers).join(","));
}

beforeAll(async () => {
  const draw = drawFrom(7);
  const items = questionnaire({ cycleNumber: 4, firstForDuo: false, ownProfileAnswered: true });
  const given = new Map<string, Answers>();
  const written = { COMMENT: "canary-of-a-comment", NOTE: "canary-of-a-note" };
  watchText("comment", written.COMMENT);
  watchText("note", written.NOTE);
  const made = await answeredCycle(database.admin, {
    duos: 8,
    answersOf: (duo, side) => {
      const answers = drawAnswers(draw, { person: drawRespondent(draw, side, items), place: 60 }, items);
      given.set(`${duo} ${side}`, answers);
      return { ...answers, ...written };
    },
  });
  watchAnswers("S", splitByClass(given.get("duo0 ic")!).S);
  watchAnswers("A", splitByClass(given.get("duo0 ic")!).A);

  // Classes that have no long answers or no answers yet, with values that no other data has.
  const db = drizzle(database.admin);
  const key = await dataKeyOf(db, made.orgId);
  const place = { cycleId: made.cycleId, duoId: made.duos.duo1!, authorId: made.people.Ic1!.id };
  const parts = { P: { PR1: "canary-of-a-private-answer" }, trust: { TR1: 918_273_645 } } as const;
  for (const [partClass, answers] of Object.entries(parts)) {
    const part = { ...place, class: partClass as keyof typeof parts, stage: "draft" as const, answers };
    await db.insert(responseParts).values(sealParts(key, [part]));
    watchText(partClass, ...Object.values(answers).map(String));
  }

  const codes = ["MAP:canary-of-an-area", "canary-of-a-question"];
  await db.insert(talkingPoints).values({
    orgId: made.orgId,
    cycleId: place.cycleId,
    duoId: place.duoId,
    codes: sealTalkingPoints(key, place, codes),
  });
  watchText("talking point", ...codes);
  const text = "canary-of-a-commitment";
  await promiseIn(database.admin, { ...place, orgId: made.orgId }, [
    { text, dimension: "ALIGN", owner: "both" },
  ]);
  watchText("commitment", text);
  const content = { what: "canary-of-a-moment", day: "2026-01-15", ic: "canary-of-a-part", manager: "" };
  const moment = { orgId: made.orgId, id: place.cycleId, duoId: place.duoId, confirmedAt: null, content };
  await db.insert(moments).values(sealMoments(key, [{ ...moment, writtenBy: place.authorId }]));
  watchText("moment", content.what, content.ic);

  await closeCycle(made.viewer("Ada"), { cycleId: made.cycleId });
  await publishCycle(made.orgId, made.cycleId);
  for (const row of await db.select().from(personScores)) {
    const { score, dimensions } = openFigures(key, row, row.scores);
    for (const value of [score, ...dimensions].filter(hasManyDigits)) watchNumber("person score", value);
  }
  for (const row of await db.select().from(publishedDuoEvidence)) {
    const { level, gap } = openEvidence(key, row, row.evidence);
    for (const value of [level, gap].filter(hasManyDigits)) watchNumber("evidence", value);
  }
}, 180_000);

async function whereDataIs(): Promise<{ directory: string; oid: string }> {
  const { rows } = await database.admin.query(
    "select current_setting('data_directory') as directory, oid::text from pg_database where datname = current_database()",
  );
  return rows[0];
}

/** Everything that COPY gives of every table of the database; the server writes it where it may write. */
async function copyOfAllTables(): Promise<[table: string, rows: string][]> {
  const { rows } = await database.admin.query<{ name: string }>(
    "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker', 'drizzle')",
  );
  const { directory, oid } = await whereDataIs();
  const file = path.join(directory, `dump-${oid}`);
  const copied: [string, string][] = [];
  for (const { name } of rows) {
    await database.admin.query(`copy ${name} to ${escapeLiteral(file)}`);
    copied.push([name, readFileSync(file, "latin1")]);
    rmSync(file);
  }
  expect(copied.length).toBeGreaterThan(25);
  return copied;
}

/** What the database's own files hold, and the write-ahead log of the whole server, after a checkpoint. */
async function contentsOnDisk(): Promise<string[]> {
  await database.admin.query("checkpoint");
  const { directory, oid } = await whereDataIs();
  return [path.join(directory, "base", oid), path.join(directory, "pg_wal")].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((file) => file.isFile())
      .flatMap(({ name }) => contentOf(path.join(folder, name))),
  );
}

/** A file's content; nothing where it is gone, as a part of the log that other databases have written past. */
function contentOf(file: string): string[] {
  try {
    return [readFileSync(file, "latin1")];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Names of the canaries that a dump gives away. */
async function found(): Promise<string[]> {
  const names = new Map(canaries.flatMap(({ name, forms }) => forms.map((form) => [form, name] as const)));
  const literal = (form: string) => form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const any = new RegExp([...names.keys()].map(literal).join("|"), "g");
  const said = new Set<string>();
  const look = (text: string, where: string) => {
    for (const [form] of text.matchAll(any)) said.add(`${names.get(form)} in ${where}`);
  };
  for (const [table, rows] of await copyOfAllTables()) look(rows, table);
  for (const content of await contentsOnDisk()) look(content, "files");
  return [...said].sort();
}

describe("a dump of all tables and the data directory's files", () => {
  test("holds no answer, score or evidence in clear, hexadecimal or base64", {
    timeout: 60_000,
  }, async () => {
    const kinds = new Set(canaries.map(({ name }) => name));
    expect(kinds).toEqual(
      new Set([
        "S",
        "A",
        "P",
        "trust",
        "comment",
        "note",
        "talking point",
        "commitment",
        "moment",
        "person score",
        "evidence",
      ]),
    );
    expect(await found()).toEqual([]);
  });

  test("and would be seen to, were they stored in clear", { timeout: 60_000 }, async () => {
    await database.admin.query("create table in_clear (kind text, value text, number float8)");
    for (const { name, forms } of canaries) {
      const [text] = forms;
      const number = Number(text);
      await database.admin.query("insert into in_clear values ($1, $2, $3)", [
        name,
        Buffer.from(text!).toString("base64"),
        Number.isNaN(number) ? null : number,
      ]);
    }
    const kinds = new Set(canaries.map(({ name }) => name));
    expect(await found()).toEqual(
      [...kinds].flatMap((name) => [`${name} in public.in_clear`, `${name} in files`]).sort(),
    );
  });
});
