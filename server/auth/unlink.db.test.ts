import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { asAuth } from "@/db/client";
import { freeAddress } from "@/db/queries/sign-in";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import {
  changeAddress,
  createOrganization,
  createSession,
  createUser,
  type MadeOrganization,
  type MadePerson,
} from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { admitByOidc } from "./admission";
import { unlinkByServer, unlinkIdentity } from "./unlink";

const database = freshDatabase();
let made: MadeOrganization;
let dana: MadePerson;
let ada: MadePerson;
let userId: string;
let identity: string;

beforeAll(() => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
});
afterAll(() => vi.unstubAllEnvs());
beforeEach(async () => {
  made = await createOrganization(database.admin, { people: { Dana: {}, Ada: { admin: true } } });
  [dana, ada] = [made.people.Dana!, made.people.Ada!];
  userId = await createUser(database.admin, dana);
  identity = `https://id.example.com ${randomUUID()}`;
  await database.admin.query(
    "insert into accounts (user_id, type, provider, provider_account_id) values ($1, 'oidc', 'oidc', $2)",
    [userId, identity],
  );
  await createSession(database.admin, dana);
});

const admin = (more: Partial<Viewer> = {}) => viewerOf(made, "Ada", { isAdmin: true, ...more });

const state = async (): Promise<Record<string, unknown>> => {
  const { rows } = await database.admin.query(
    `select p.email, p.user_id as user, p.address_held_at is not null as held,
       (select count(*)::int from accounts a where a.user_id = p.user_id) as identities,
       (select count(*)::int from sessions s where s.user_id = p.user_id) as sessions,
       (select count(*)::int from outbox o where o.person_id = p.id and o.kind = 'identity-unlinked') as mails,
       (select json_agg(json_build_array(l.action, l.actor_id)) from audit_log l where l.subject_id = p.id) as log
     from people p where p.id = $1`,
    [dana.id],
  );
  return rows[0]!;
};
const untouched = () => ({
  email: dana.email,
  user: userId,
  held: false,
  identities: 1,
  sessions: 1,
  mails: 0,
  log: null,
});

const setAddress = (email: string) => changeAddress(database.admin, dana, email);

describe("unlinking a company account", () => {
  it("keeps person and address, ends the sessions, says so by mail and in the log, and lets the new account in", async () => {
    const anew = `https://id.example.com ${randomUUID()}`;
    const claims = { email: dana.email, email_verified: true };
    expect(await admitByOidc(anew, claims)).toBe("other-identity");
    await unlinkIdentity(admin(), { email: dana.email.toUpperCase() });
    expect(await state()).toEqual({
      ...untouched(),
      held: true,
      identities: 0,
      sessions: 0,
      mails: 1,
      log: [["identity.unlinked", ada.id]],
    });
    expect(await admitByOidc(anew, claims)).toBe(true);
  });

  it("by the server's administrator is the system's act", async () => {
    await unlinkByServer(dana.email);
    expect(await state()).toMatchObject({
      held: true,
      identities: 0,
      mails: 1,
      log: [["identity.unlinked", null]],
    });
  });

  it("bars a change of the address by anybody until its person has signed in again", async () => {
    await setAddress(`dana.before.${randomUUID()}@example.test`);
    await setAddress(dana.email);
    await unlinkIdentity(admin(), { email: dana.email });
    const change = () => setAddress(`eve.${randomUUID()}@example.test`);
    await expect(change()).rejects.toMatchObject({ code: "23514", constraint: "people_address_held" });
    await setAddress(dana.email.toUpperCase());
    await asAuth((tx) => freeAddress(tx, userId));
    await expect(change()).resolves.toBeUndefined();
  });

  type Refused = { who: string; viewer: () => Viewer; email: () => string; code: string };
  const refused: readonly Refused[] = [
    {
      who: "somebody who is no admin",
      viewer: () => admin({ isAdmin: false }),
      email: () => dana.email,
      code: "not-found",
    },
    {
      who: "an admin elsewhere",
      viewer: () => admin({ orgId: randomUUID() }),
      email: () => dana.email,
      code: "not-found",
    },
    {
      who: "an old sign-in",
      viewer: () => admin({ signedInAt: new Date(0) }),
      email: () => dana.email,
      code: "sign-in-again",
    },
    {
      who: "an admin, for nobody's address",
      viewer: () => admin(),
      email: () => "x@example.test",
      code: "not-found",
    },
    { who: "an admin, for what is no address", viewer: () => admin(), email: () => "dana", code: "invalid" },
    {
      who: "an admin, where none is linked",
      viewer: () => admin(),
      email: () => ada.email,
      code: "conflict",
    },
  ];
  it.each(refused)("is refused to $who, and nothing changes", async ({ viewer, email, code }) => {
    const attempt = async () => unlinkIdentity(viewer(), { email: email() });
    await expect(attempt()).rejects.toMatchObject({ code });
    expect(await state()).toEqual(untouched());
  });
});
