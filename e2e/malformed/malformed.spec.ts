import { readFileSync } from "node:fs";
import type pg from "pg";
import { createSession } from "@/testkit/factories/organization";
import { paintScene, type Scene } from "@/testkit/scenes/policies";
import { actions, everyone, matrix, type Who } from "../authorization/matrix";
import { expect, sessionCookie, test } from "../fixtures";
import { type Malformed, malformedActions, malformedRequests } from "./inputs";
import { send } from "./send";

/** How many inputs each endpoint and each action gets: a sample here, all of them by `npm run proof -- malformed`. */
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

async function cookieOf(database: pg.Client, scene: Scene, who: Who): Promise<Record<string, string>> {
  if (who === "anonymous") return {};
  const id = scene.people[who];
  const orgId = who === "stranger" ? scene.otherOrg : scene.org;
  const person = { orgId, id, name: who, email: `${id}@example.test` };
  return { cookie: `${sessionCookie}=${await createSession(database, person)}` };
}

type Run = {
  database: pg.Client;
  baseURL: string;
  who: Who;
  inputs: readonly Malformed[];
  /** Whether an input that is understood after all ends the session. */
  endsSession?: boolean;
};

/** Sends all inputs and gives those that were answered with a 5xx, with words of the database, or not at all. */
async function failuresOf({ database, baseURL, who, inputs, endsSession }: Run, scenes: Scene[]) {
  const failures: string[] = [];
  let cookie: Record<string, string> = {};
  for (const [n, input] of inputs.entries()) {
    if (n % perPerson === 0 && n > 0) scenes.push(await paintScene(database));
    if (n % perPerson === 0 || endsSession) cookie = await cookieOf(database, scenes.at(-1)!, who);
    const { status, text } = await send(baseURL, { ...input, headers: { ...cookie, ...input.headers } });
    const quotes = /DETAIL|Failing row|syntax error at|invalid input syntax/.test(text);
    if (status < 200 || status >= 500 || quotes) {
      failures.push(`${status} ${input.method} ${JSON.stringify(input)}`.slice(0, 600));
    }
  }
  return failures;
}

test.describe("no malformed input is a fault of ours", () => {
  test.describe.configure({ timeout: 3_600_000 });
  const scenes: Scene[] = [];
  test.beforeAll(async ({ database }) => {
    scenes.push(await paintScene(database));
  });

  for (const [index, row] of matrix.entries()) {
    const { method = "GET", route, path, allowed } = row;
    test(`${index + 1} ${method} ${route}`, async ({ database, baseURL }) => {
      const who = allowed.find((one) => one !== "anonymous") ?? everyone[0]!;
      const inputs = malformedRequests(method, path(scenes[0]!), perEndpoint, seed + index);
      expect(inputs).toHaveLength(perEndpoint);
      expect(await failuresOf({ database, baseURL: baseURL!, who, inputs }, scenes)).toEqual([]);
    });
  }

  for (const [index, { file, name, path, as, endsSession }] of actions.entries()) {
    test(`action ${name} of ${file}`, async ({ database, baseURL }) => {
      const { id } = built.find(({ key }) => key === `${file} ${name}`)!;
      const inputs = malformedActions(path(scenes[0]!), id, perAction, seed + index);
      const run = { database, baseURL: baseURL!, who: as, inputs, endsSession };
      expect(await failuresOf(run, scenes)).toEqual([]);
    });
  }
});
