import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { rewrapDataKeys } from "@/db/encryption/data-key";
import { withClient } from "@/db/setup/create-database";
import { promiseVersion } from "@/lib/domain/cycles";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { evenAnswers } from "@/testkit/factories/answers";
import { createOrganization, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { assertReadyToServe } from "./boot";
import { loadSurvey, saveDraft } from "./responses";

const database = freshDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "twofold-ledger-"));
afterAll(() => rmSync(folder, { recursive: true }));
const first = process.env.TWOFOLD_MASTER_KEY!;
const second = randomBytes(32).toString("base64");
let made: MadeOrganization;

/** The environment of a process, its settings beside the keys as they must be. */
function setKeys(current: string | undefined, previous?: string) {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "s".repeat(32));
  vi.stubEnv("SMTP_URL", "smtp://localhost");
  vi.stubEnv("TWOFOLD_ERASURE_LEDGER", path.join(folder, "erasures.jsonl"));
  vi.stubEnv("TWOFOLD_MASTER_KEY", current);
  vi.stubEnv("TWOFOLD_MASTER_KEY_PREVIOUS", previous);
}
const provider = {
  AUTH_OIDC_ISSUER: "https://id.example.com",
  AUTH_OIDC_ID: "twofold",
  AUTH_OIDC_SECRET: "secret",
};
const storedKeys = async () =>
  (await database.admin.query("select org_id, master_id, wrapped from organization_keys order by 1")).rows;
const survey = () => ({ cycleId: made.cycleId, duoId: made.duos.first });
const save = (revision: number) =>
  saveDraft(viewerOf(made, "Ian"), survey(), {
    revision,
    promiseVersion,
    answers: evenAnswers(4),
    key: randomUUID(),
  });

beforeEach(async () => {
  setKeys(first);
  await database.arrange("delete from organization_keys");
  made = await createOrganization(database.admin, {
    people: { Ian: {}, Mia: {} },
    duos: { first: { ic: "Ian", manager: "Mia" } },
    cycle: { number: 4 },
  });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** A server that runs no jobs. */
const page = { runsJobs: false, signsIn: true };

describe("a process starts", () => {
  test("with the master key of its database", () =>
    expect(assertReadyToServe(page)).resolves.toBeUndefined());

  test.each([
    ["without one", undefined, /TWOFOLD_MASTER_KEY is not set: .*openssl rand -base64 32/],
    ["with half of one", first.slice(0, 20), /TWOFOLD_MASTER_KEY is not usable/],
    ["with another one", second, /TWOFOLD_MASTER_KEY is not the key that this database was written with/],
  ])("not %s: it says what to do, repeats no key and overwrites nothing", async (_, key, words) => {
    const before = await storedKeys();
    setKeys(key);
    for (const runsJobs of [false, true]) {
      const said = await assertReadyToServe({ runsJobs, signsIn: true }).then(String, String);
      expect(said).toMatch(words);
      if (key) expect(said).not.toContain(key);
      expect(said).not.toContain(first);
    }
    expect(await storedKeys()).toEqual(before);
  });
});

test("a server does not start with a ledger of erasures that cannot be written; a process of jobs needs none", async () => {
  vi.stubEnv("TWOFOLD_ERASURE_LEDGER", "/proc/none/erasures.jsonl");
  vi.resetModules();
  const fresh = await import("./boot");
  await expect(fresh.assertReadyToServe(page)).rejects.toThrow(/ledger \/proc\/none.* cannot be written/);
  await expect(fresh.assertReadyToServe({ runsJobs: true, signsIn: false })).resolves.toBeUndefined();
});

describe("where people with a role are asked for more than mail", () => {
  const asked = (by: boolean) =>
    database.arrange("update organizations set strong_sign_in = $2 where id = $1", [made.orgId, by]);
  afterEach(() => asked(false));

  test.each([
    ["passkeys", {}],
    ["the company’s account", { AUTH_LOCAL: "off", ...provider }],
  ])("a server starts with %s", async (_, settings) => {
    await asked(true);
    setKeys(first);
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    vi.resetModules();
    const fresh = await import("./boot");
    await expect(fresh.assertReadyToServe(page)).resolves.toBeUndefined();
  });

  test.each([
    ["no https", { AUTH_URL: "http://twofold.example.com" }],
    ["an address without a name", { AUTH_URL: "https://10.0.0.7" }],
  ])("and not with %s and no provider: none of them could sign in", async (_, settings) => {
    setKeys(first);
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    vi.resetModules();
    const fresh = await import("./boot");
    await expect(fresh.assertReadyToServe(page)).resolves.toBeUndefined();
    await asked(true);
    await expect(fresh.assertReadyToServe(page)).rejects.toThrow(
      /^1 organization asks its .* neither: none of them could sign in\..*docs\/operations\.md/,
    );
    // Nobody signs in to a process that works on jobs.
    await expect(fresh.assertReadyToServe({ runsJobs: true, signsIn: false })).resolves.toBeUndefined();
  });
});

describe("rotating the master key", () => {
  test("happens while answers are written and read; then the former one is needed no more", async () => {
    // Every server was started again with both keys.
    setKeys(second, first);
    const before = await storedKeys();
    let isRotated = false;
    let revision = 0;
    const answering = (async () => {
      do {
        expect(await save(revision)).toEqual({ kind: "saved", revision: ++revision });
        expect((await loadSurvey(viewerOf(made, "Ian"), survey())).stored.answers).toEqual(evenAnswers(4));
      } while (!isRotated);
    })();
    expect(await withClient(database.urls.migrate, rewrapDataKeys)).toBe(1);
    isRotated = true;
    await answering;

    const after = await storedKeys();
    expect(after).not.toEqual(before);
    expect(await withClient(database.urls.migrate, rewrapDataKeys)).toBe(0);
    expect(await storedKeys()).toEqual(after);

    // A process that starts with the new key alone keeps no key in memory from before.
    setKeys(second);
    vi.resetModules();
    const fresh = await import("./responses");
    expect((await fresh.loadSurvey(viewerOf(made, "Ian"), survey())).stored.answers).toEqual(evenAnswers(4));
    await expect(assertReadyToServe(page)).resolves.toBeUndefined();
    setKeys(first);
    await expect(assertReadyToServe(page)).rejects.toThrow(/is not the key/);
  });

  test("without the present key changes nothing at all", async () => {
    setKeys(second);
    const before = await storedKeys();
    await expect(withClient(database.urls.migrate, rewrapDataKeys)).rejects.toThrow(/Nothing was changed/);
    expect(await storedKeys()).toEqual(before);
  });
});
