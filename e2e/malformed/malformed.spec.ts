import { readFileSync } from "node:fs";
import type pg from "pg";
import { pageHeader } from "@/lib/domain/page-header";
import { createSession, type MadePerson } from "@/testkit/factories/organization";
import { paintScene, type Scene } from "@/testkit/scenes/policies";
import { actions } from "../authorization/action-rows";
import { matrix } from "../authorization/matrix";
import type { Who } from "../authorization/rows";
import { expect, sessionCookie, test } from "../fixtures";
import { pageTokenOf } from "../page-token";
import { type Malformed, malformedActions, malformedRequests } from "./inputs";
import { send } from "./send";

/** How many inputs each endpoint and each action gets: a sample, unless the environment asks for 2000 and 500. */
const perEndpoint = Number(process.env.TWOFOLD_MALFORMED_ENDPOINT ?? 50);
const perAction = Number(process.env.TWOFOLD_MALFORMED_ACTION ?? 50);
const seed = Number(process.env.TWOFOLD_MALFORMED_SEED ?? 20_261);
/** Inputs of one person, below the limit of changes that a person may make. */
const perPerson = 400;

type Manifest = { node: Record<string, { filename: string; exportedName: string }> };
const manifest: Manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
const built = Object.entries(manifest.node).map(([id, { filename, exportedName }]) => ({
  id,
  key: `${filename} ${exportedName}`,
}));

test("every action has its row", () => {
  const rows = actions.map(({ file, name }) => `${file} ${name}`);
  expect(built.map(({ key }) => key).sort()).toEqual(rows.sort());
});

function personOf(scene: Scene, who: Exclude<Who, "anonymous">): MadePerson {
  const id = scene.people[who];
  const orgId = who === "stranger" ? scene.otherOrg : scene.org;
  return { orgId, id, name: who, email: `${id}@example.test` };
}

/** The token that every change from a person's page carries; empty for somebody who is not signed in. */
const pageOf = (scene: Scene, who: Who) => (who === "anonymous" ? "" : pageTokenOf(personOf(scene, who)));

/** What the browser of somebody on their own page sends along. */
async function headersOf(database: pg.Client, scene: Scene, who: Who): Promise<Record<string, string>> {
  if (who === "anonymous") return {};
  const session = await createSession(database, personOf(scene, who));
  return { cookie: `${sessionCookie}=${session}`, [pageHeader]: pageOf(scene, who) };
}

type Run = {
  database: pg.Client;
  baseURL: string;
  who: Who;
  count: number;
  /** So many inputs for somebody of this scene. */
  inputs: (scene: Scene, count: number, seed: number) => readonly Malformed[];
  /** Whether an input that is understood after all ends the session. */
  endsSession?: boolean;
};

/** Sends all inputs and gives those that were answered with a 5xx, with words of the database, or not at all. */
async function failuresOf({ database, baseURL, who, count, inputs, endsSession }: Run) {
  const failures: string[] = [];
  for (let sent = 0; sent < count; sent += perPerson) {
    const scene = await paintScene(database);
    let own = await headersOf(database, scene, who);
    for (const input of inputs(scene, Math.min(perPerson, count - sent), seed + sent)) {
      if (endsSession) own = await headersOf(database, scene, who);
      const { status, text } = await send(baseURL, { ...input, headers: { ...own, ...input.headers } });
      const quotes = /DETAIL|Failing row|syntax error at|invalid input syntax/.test(text);
      if (status < 200 || status >= 500 || quotes) {
        failures.push(`${status} ${input.method} ${JSON.stringify(input)}`.slice(0, 600));
      }
    }
  }
  return failures;
}

test.describe("no malformed input is a fault of ours", () => {
  test.describe.configure({ timeout: 3_600_000 });

  for (const [index, row] of matrix.entries()) {
    const { method = "GET", route, path, allowed } = row;
    test(`${index + 1} ${method} ${route}`, async ({ database, baseURL }) => {
      const failures = await failuresOf({
        database,
        baseURL: baseURL!,
        who: allowed.find((one) => one !== "anonymous") ?? "anonymous",
        count: perEndpoint,
        inputs: (scene, count, from) => malformedRequests(method, path(scene), { count, seed: from + index }),
      });
      expect(failures).toEqual([]);
    });
  }

  for (const [index, { file, name, path, as, endsSession }] of actions.entries()) {
    test(`action ${name} of ${file}`, async ({ database, baseURL }) => {
      const { id } = built.find(({ key }) => key === `${file} ${name}`)!;
      const failures = await failuresOf({
        database,
        baseURL: baseURL!,
        who: as,
        count: perAction,
        inputs: (scene, count, from) =>
          malformedActions({ path: path(scene), id, page: pageOf(scene, as) }, count, from + index),
        endsSession,
      });
      expect(failures).toEqual([]);
    });
  }
});
