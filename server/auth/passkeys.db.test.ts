import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findSession } from "@/db/queries/viewers";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, createUser, type MadeOrganization } from "@/testkit/factories/organization";
import { viewerOf } from "@/testkit/factories/viewer";
import { PasskeyDevice } from "@/testkit/passkey-device";
import { beginPasskeySignIn, signInWithPasskey } from "./passkey-sign-in";
import { addPasskey, beginPasskey, loadPasskeys, namePasskey, removePasskey } from "./passkeys";
import { sessionHash } from "./secrets";
import { askPasskeyAgain, passkeyAgain, requireRecentSignIn } from "./sign-in-again";

const database = freshDatabase();
const origin = "http://localhost:3000";
let made: MadeOrganization;
let dana: Viewer;
let bo: Viewer;

beforeAll(() => {
  vi.stubEnv("AUTH_URL", origin);
  vi.stubEnv("AUTH_SECRET", "a secret for tests only, 32 characters");
  vi.stubEnv("TWOFOLD_MODE", "test");
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
});
afterAll(() => vi.unstubAllEnvs());
beforeEach(async () => {
  await database.admin.query("truncate rate_limits, passkeys, passkey_challenges");
  made = await createOrganization(database.admin, { people: { Dana: {}, Bo: {} } });
  const viewer = async (name: string) =>
    viewerOf(made, name, { userId: await createUser(database.admin, made.people[name]!) });
  [dana, bo] = [await viewer("Dana"), await viewer("Bo")];
});

/** Registers a device as a passkey of somebody. */
async function registered(viewer: Viewer, name = "Laptop"): Promise<PasskeyDevice> {
  const device = new PasskeyDevice(origin);
  const options = await beginPasskey(viewer, { name });
  await addPasskey(viewer, { name, answer: device.register(options) });
  return device;
}

type Twist = Parameters<PasskeyDevice["authenticate"]>[1];

async function signIn(device: PasskeyDevice, twist?: Twist) {
  const { browser, options } = await beginPasskeySignIn();
  return signInWithPasskey(browser, device.authenticate(options, twist));
}

/** Whom an outcome signs in, or why nobody. */
async function whom(outcome: Awaited<ReturnType<typeof signIn>>): Promise<string | undefined> {
  if ("refusal" in outcome) return outcome.refusal;
  return (await findSession(sessionHash(outcome.token)))?.personId;
}

/** What the log says that somebody did, oldest first. */
async function log(viewer: Viewer): Promise<string[]> {
  const { rows } = await database.admin.query(
    "select action, detail ->> 'method' as method from audit_log where actor_id = $1 order by at",
    [viewer.personId],
  );
  return rows.map(({ action, method }) => (method ? `${action} ${method}` : action));
}

async function mails(viewer: Viewer): Promise<string[]> {
  const { rows } = await database.admin.query(
    "select kind from outbox where person_id = $1 order by queued_at",
    [viewer.personId],
  );
  return rows.map(({ kind }) => kind);
}

describe("a passkey", () => {
  it("signs its person in, is listed with its last use, and is told of by mail and in the log", async () => {
    const device = await registered(dana, "Work laptop");
    expect(await loadPasskeys(dana)).toMatchObject([{ name: "Work laptop", lastUsedAt: null }]);
    expect(await loadPasskeys(bo)).toEqual([]);
    expect(await whom(await signIn(device))).toBe(dana.personId);
    expect((await loadPasskeys(dana))?.[0]?.lastUsedAt).toBeInstanceOf(Date);
    expect(await log(dana)).toEqual(["passkey.added", "session.opened passkey"]);
    expect(await mails(dana)).toEqual(["passkey-added"]);
  });

  it("is renamed and removed by its person alone; what was removed signs in nobody", async () => {
    const device = await registered(dana);
    const id = (await loadPasskeys(dana))![0]!.id;
    for (const change of [namePasskey(bo, { id, name: "Mine" }), removePasskey(bo, { id })]) {
      await expect(change).rejects.toMatchObject({ code: "not-found" });
    }
    await namePasskey(dana, { id, name: " Phone " });
    expect(await loadPasskeys(dana)).toMatchObject([{ name: "Phone" }]);
    await removePasskey(dana, { id });
    expect(await loadPasskeys(dana)).toEqual([]);
    expect(await signIn(device)).toEqual({ refusal: "unknown-passkey" });
    expect(await log(dana)).toEqual(["passkey.added", "passkey.renamed", "passkey.removed"]);
    expect(await mails(dana)).toEqual(["passkey-added", "passkey-removed"]);
  });

  it("needs a sign-in within the last hour to be added or removed", async () => {
    await registered(dana);
    const id = (await loadPasskeys(dana))![0]!.id;
    const stale = { ...dana, signedInAt: new Date(Date.now() - 3_660_000) };
    const refused = { code: "sign-in-again" };
    await expect(beginPasskey(stale, { name: "Other" })).rejects.toMatchObject(refused);
    await expect(removePasskey(stale, { id })).rejects.toMatchObject(refused);
    expect(await loadPasskeys(dana)).toHaveLength(1);
  });

  it("signs in nobody who has ended, and not the next person under its owner's name", async () => {
    const device = await registered(dana);
    await database.admin.query("update people set ended_on = current_date where id = $1", [dana.personId]);
    expect(await signIn(device)).toEqual({ refusal: "unknown-passkey" });
  });
});

describe("a registration", () => {
  const add = async (viewer: Viewer, twist?: Twist, name = "Laptop") => {
    const device = new PasskeyDevice(origin);
    const options = await beginPasskey(viewer, { name });
    return addPasskey(viewer, { name, answer: device.register(options, twist) });
  };

  it("names those that the person has, so that no device makes a second one", async () => {
    const device = await registered(dana);
    await registered(bo);
    const options = await beginPasskey(dana, { name: "Again" });
    expect(options.excludeCredentials).toEqual([
      { id: device.id, transports: ["internal"], type: "public-key" },
    ]);
    expect(options.authenticatorSelection).toMatchObject({
      residentKey: "required",
      userVerification: "required",
    });
    // A browser that makes one nevertheless: a credential that is known already is refused, for everybody.
    for (const viewer of [dana, bo]) {
      const begun = await beginPasskey(viewer, { name: "Again" });
      const again = addPasskey(viewer, { name: "Again", answer: device.register(begun) });
      await expect(again).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await loadPasskeys(dana)).toHaveLength(1);
  });

  it.each<[string, Twist]>([
    ["of another site", { origin: "https://twofold.example.org" }],
    ["for another site", { rpId: "example.org" }],
    ["without its person", { unverified: true }],
  ])("%s proves nothing", async (_, twist) => {
    await expect(add(dana, twist)).rejects.toMatchObject({ code: "unreadable" });
    expect(await loadPasskeys(dana)).toEqual([]);
    expect(await mails(dana)).toEqual([]);
  });

  it("counts once, soon, and for the person who began it", async () => {
    const begun = await beginPasskey(dana, { name: "Laptop" });
    const answer = new PasskeyDevice(origin).register(begun);
    const stale = { code: "stale" };
    await expect(addPasskey(bo, { name: "Laptop", answer })).rejects.toMatchObject(stale);
    await addPasskey(dana, { name: "Laptop", answer });
    await expect(addPasskey(dana, { name: "Laptop", answer })).rejects.toMatchObject(stale);
    const late = await beginPasskey(dana, { name: "Late" });
    await database.admin.query("update passkey_challenges set expires = now()");
    const lateAnswer = new PasskeyDevice(origin).register(late);
    await expect(addPasskey(dana, { name: "Late", answer: lateAnswer })).rejects.toMatchObject(stale);
    expect(await loadPasskeys(dana)).toHaveLength(1);
  });

  it("has a name of 1 to 60 signs, before a device is asked", async () => {
    for (const [name, error] of [
      [" ", "empty"],
      ["x".repeat(61), "long"],
      ["\u200b", "empty"],
      ["a\0b", "unreadable"],
    ]) {
      const refused = { code: "invalid", fields: { name: error } };
      await expect(beginPasskey(dana, { name })).rejects.toMatchObject(refused);
    }
  });

  it("ends at 20", async () => {
    for (let number = 1; number <= 20; number += 1) await registered(dana, String(number));
    await expect(beginPasskey(dana, { name: "21" })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a sign-in", () => {
  it.each<[string, Twist]>([
    ["of another site", { origin: "https://twofold.example.org" }],
    ["for another site", { rpId: "example.org" }],
    ["without its person", { unverified: true }],
    ["in another person's name", { userHandle: Buffer.from("somebody").toString("base64url") }],
  ])("%s is refused", async (_, twist) => {
    const device = await registered(dana);
    expect(await signIn(device, twist)).toEqual({ refusal: "passkey-refused" });
    expect(await whom(await signIn(device))).toBe(dana.personId);
  });

  it("with a counter that did not move on is refused: it may be a copy", async () => {
    const device = await registered(dana);
    await signIn(device);
    await signIn(device);
    expect(await signIn(device, { counter: 2 })).toEqual({ refusal: "passkey-refused" });
    expect(await signIn(device, { counter: 1 })).toEqual({ refusal: "passkey-refused" });
    expect(await signIn(device, { counter: 0 })).toEqual({ refusal: "passkey-refused" });
    expect(await whom(await signIn(device, { counter: 9 }))).toBe(dana.personId);
  });

  it("with a key of another device is refused", async () => {
    const device = await registered(dana);
    const { browser, options } = await beginPasskeySignIn();
    const forged = { ...new PasskeyDevice(origin).authenticate(options), id: device.id, rawId: device.id };
    const answer = { ...forged, response: { ...forged.response, userHandle: undefined } };
    expect(await signInWithPasskey(browser, answer)).toEqual({ refusal: "passkey-refused" });
  });

  it("counts once, of several at the same time too, soon, and in the browser that asked", async () => {
    const device = await registered(dana);
    const { browser, options } = await beginPasskeySignIn();
    const answer = device.authenticate(options);
    expect(await signInWithPasskey("another", answer)).toEqual({ refusal: "expired" });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => signInWithPasskey(browser, answer)));
    const refusals = outcomes.flatMap((outcome) => ("refusal" in outcome ? [outcome.refusal] : []));
    expect(refusals).toEqual(Array(7).fill("expired"));
    const late = await beginPasskeySignIn();
    await database.admin.query("update passkey_challenges set expires = now()");
    const lateAnswer = device.authenticate(late.options);
    expect(await signInWithPasskey(late.browser, lateAnswer)).toEqual({ refusal: "expired" });
  });

  it("is not what a registration or signing in again was asked for", async () => {
    const device = await registered(dana);
    const { browser } = await beginPasskeySignIn();
    const begun = await beginPasskey(dana, { name: "Other" });
    expect(await signInWithPasskey(browser, device.authenticate(begun))).toEqual({ refusal: "expired" });
    const again = await askPasskeyAgain(dana);
    expect(await signInWithPasskey(browser, device.authenticate(again))).toEqual({ refusal: "expired" });
  });

  it("frees the address that was held since the company account was unlinked", async () => {
    const device = await registered(dana);
    await database.admin.query("update people set address_held_at = app_now() where id = $1", [
      dana.personId,
    ]);
    await signIn(device);
    const held = "select address_held_at from people where id = $1";
    expect((await database.admin.query(held, [dana.personId])).rows).toEqual([{ address_held_at: null }]);
  });

  it("is asked for so often, and then no more", async () => {
    await database.admin.query("delete from rate_limits");
    await beginPasskeySignIn();
    await database.admin.query("update rate_limits set points = 1500 where key like 'passkey-network:%'");
    await expect(beginPasskeySignIn()).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("signing in again", () => {
  it("takes one of the person's own, and opens a session that is recent", async () => {
    const device = await registered(dana);
    const old = { ...dana, signedInAt: new Date(Date.now() - 3_660_000) };
    await expect(requireRecentSignIn(old)).rejects.toMatchObject({ fields: { passkey: "usable" } });
    const asked = await askPasskeyAgain(old);
    expect(asked.allowCredentials?.map(({ id }) => id)).toEqual([device.id]);
    const token = await passkeyAgain(old, device.authenticate(asked));
    expect((await findSession(sessionHash(token!)))?.personId).toBe(dana.personId);
    expect((await log(dana)).at(-1)).toBe("session.opened passkey");
  });

  it("is not offered without one, and takes nobody else's", async () => {
    const device = await registered(dana);
    const old = { ...bo, signedInAt: new Date(Date.now() - 3_660_000) };
    await expect(requireRecentSignIn(old)).rejects.toMatchObject({ fields: {} });
    await expect(askPasskeyAgain(bo)).rejects.toMatchObject({ code: "not-found" });
    await registered(bo);
    const asked = await askPasskeyAgain(bo);
    const wrong = { code: "invalid", fields: { passkey: "wrong" } };
    await expect(passkeyAgain(bo, device.authenticate(asked))).rejects.toMatchObject(wrong);
    // And not twice the same.
    await expect(passkeyAgain(bo, device.authenticate(asked))).rejects.toMatchObject(wrong);
  });
});
