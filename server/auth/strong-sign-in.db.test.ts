import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findHeldSession, findSession } from "@/db/queries/viewers";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, createSession, type MadeOrganization } from "@/testkit/factories/organization";
import { PasskeyDevice } from "@/testkit/passkey-device";
import { addPasskey, addPasskeyByMail, beginPasskey } from "./passkeys";
import { sessionHash } from "./secrets";
import { mailCodeAgain, signInAgain } from "./sign-in-again";
import { loadStrongSignIn, setStrongSignIn } from "./strong-sign-in";

const database = freshDatabase();
const origin = "http://localhost:3000";
let made: MadeOrganization;
let tokens: Record<string, string>;

beforeAll(() => {
  vi.stubEnv("AUTH_URL", origin);
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
});
afterAll(() => vi.unstubAllEnvs());
beforeEach(async () => {
  await database.admin.query("truncate rate_limits, passkeys, passkey_challenges");
  made = await createOrganization(database.admin, {
    people: { Ada: { admin: true }, Vera: { leads: "Company" }, Dana: {} },
  });
  tokens = {};
  for (const [name, person] of Object.entries(made.people))
    tokens[name] = await createSession(database.admin, person);
});

async function viewerBy(token: string): Promise<Viewer | undefined> {
  const row = await findSession(sessionHash(token));
  return row && { ...row, signedInAt: new Date(row.signedInAt) };
}
const viewer = async (name: string) => (await viewerBy(tokens[name]!))!;
const held = async (name: string) => {
  const row = (await findHeldSession(sessionHash(tokens[name]!)))!;
  return { ...row, signedInAt: new Date(row.signedInAt) };
};

async function withPasskey(name: string): Promise<Viewer> {
  const person = await viewer(name);
  const options = await beginPasskey(person, { name });
  await addPasskey(person, { name, answer: new PasskeyDevice(origin).register(options) });
  return person;
}

const log = async (action: string) =>
  (
    await database.admin.query("select actor_id, detail from audit_log where org_id = $1 and action = $2", [
      made.orgId,
      action,
    ])
  ).rows;

describe("the rule for people with a role", () => {
  it("shows whom it would hold, and is begun and ended by an admin who is ready, each in the log", async () => {
    const ada = await viewer("Ada");
    expect(await loadStrongSignIn(ada)).toEqual({
      required: false,
      ways: { passkey: true, provider: false },
      own: false,
      people: [
        { id: made.people.Ada!.id, name: ada.name, roles: ["admin"], ready: false },
        { id: made.people.Vera!.id, name: expect.any(String), roles: ["leader"], ready: false },
      ],
    });
    await expect(setStrongSignIn(ada, { wanted: "on" })).rejects.toMatchObject({ code: "conflict" });
    await withPasskey("Ada");
    await setStrongSignIn(ada, { wanted: "on" });
    await setStrongSignIn(ada, { wanted: "on" });
    expect(await loadStrongSignIn(ada)).toMatchObject({ required: true, own: true });
    expect(await log("sign-in.restricted")).toEqual([{ actor_id: ada.personId, detail: { waiting: 1 } }]);
    await setStrongSignIn(ada, { wanted: "off" });
    expect(await loadStrongSignIn(ada)).toMatchObject({ required: false });
    expect(await log("sign-in.unrestricted")).toHaveLength(1);
  });
});

describe("a session by mail under the rule", () => {
  beforeEach(async () => setStrongSignIn(await withPasskey("Ada"), { wanted: "on" }));

  it("finds nobody with a role, and everybody else", async () => {
    expect(await viewerBy(tokens.Vera!)).toBeUndefined();
    expect(await viewerBy(tokens.Ada!)).toBeUndefined();
    expect(await viewerBy(tokens.Dana!)).toMatchObject({
      personId: made.people.Dana!.id,
      mailSuffices: true,
    });
    expect(await findHeldSession(sessionHash(tokens.Dana!))).toBeUndefined();
    expect(await held("Vera")).toMatchObject({ personId: made.people.Vera!.id, hasPasskey: false });
    expect(await held("Ada")).toMatchObject({ hasPasskey: true });
  });

  it("adds a passkey, which signs in, is told by mail and named in the log", async () => {
    const vera = await held("Vera");
    const options = await beginPasskey(vera, { name: "Phone" });
    const answer = new PasskeyDevice(origin).register(options);
    const token = await addPasskeyByMail(vera, { name: "Phone", answer });
    expect(await viewerBy(token)).toMatchObject({ personId: vera.personId, mailSuffices: false });
    expect(await log("passkey.added-by-mail")).toEqual([{ actor_id: vera.personId, detail: {} }]);
    expect(await log("passkey.added")).toHaveLength(1);
    const { rows } = await database.admin.query("select kind from outbox where person_id = $1", [
      vera.personId,
    ]);
    expect(rows).toEqual([{ kind: "passkey-added" }]);
    await expect(addPasskeyByMail(vera, { name: "Phone", answer })).rejects.toMatchObject({ code: "stale" });
  });

  it("adds none an hour after signing in", async () => {
    const old = { ...(await held("Vera")), signedInAt: new Date(Date.now() - 3_660_000) };
    await expect(beginPasskey(old, { name: "Phone" })).rejects.toMatchObject({ code: "sign-in-again" });
  });

  it("takes no place of one by passkey: a mailed code does not sign in again", async () => {
    const vera: Viewer = {
      ...(await held("Vera")),
      isAdmin: false,
      isReviewer: false,
      leads: [made.units.Company!],
    };
    const refused = { code: "not-found" };
    await expect(mailCodeAgain(vera)).rejects.toMatchObject(refused);
    const old = { ...vera, signedInAt: new Date(0) };
    await expect(signInAgain(old, { code: "000000" })).rejects.toMatchObject(refused);
  });
});
