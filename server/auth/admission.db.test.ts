import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization, createUser, type MadePerson } from "@/testkit/factories/organization";

const database = freshDatabase();
let dana: MadePerson;

afterAll(async () => {
  vi.unstubAllEnvs();
});

beforeEach(async () => {
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("TWOFOLD_MODE", "test");
  dana = (await createOrganization(database.admin, { people: { Dana: {} } })).people.Dana!;
});

/** The module as a process with this configuration has it. */
async function admission(trustEmail: "true" | "false") {
  vi.stubEnv("AUTH_OIDC_TRUST_EMAIL", trustEmail);
  vi.resetModules();
  return import("./admission");
}

describe("who comes in by OIDC", () => {
  const identity = () => `https://id.example.com ${randomUUID()}`;

  it("trusts an address without a statement only by configuration, and a denial never", async () => {
    const strict = await admission("false");
    expect(await strict.admitByOidc(identity(), { email: dana.email })).toBe("unverified");
    expect(await strict.admitByOidc(identity(), { email: dana.email, email_verified: true })).toBe(true);
    const trusting = await admission("true");
    expect(await trusting.admitByOidc(identity(), { email: dana.email })).toBe(true);
    expect(await trusting.admitByOidc(identity(), { email: dana.email, email_verified: false })).toBe(
      "unverified",
    );
  });

  it("believes no address that the ID token denies, or that is another one there", async () => {
    const { admitByOidc, agreedClaims } = await admission("true");
    const tokenOf = (claims: object) =>
      ["e30", Buffer.from(JSON.stringify(claims)).toString("base64url"), "signature"].join(".");
    const userInfo = { email: dana.email, email_verified: true };
    const admitted = (claims: object) => admitByOidc(identity(), agreedClaims(userInfo, tokenOf(claims)));
    for (const email_verified of [false, "false", null, 0]) {
      expect(await admitted({ email_verified })).toBe("unverified");
    }
    expect(await admitted({ email: "eve@example.test", email_verified: true })).toBe("unverified");
    for (const agreeing of [
      {},
      { email_verified: true },
      { email: dana.email.toUpperCase(), email_verified: "true" },
    ]) {
      expect(await admitted(agreeing)).toBe(true);
    }
    expect(agreedClaims(userInfo, undefined)).toEqual(userInfo);
    expect(agreedClaims(userInfo, "no token")).toEqual(userInfo);
  });

  it("knows the subject whatever its address is today, and no second subject for the same person", async () => {
    const { admitByOidc } = await admission("false");
    const userId = await createUser(database.admin, dana);
    const first = identity();
    const { adapter } = await import("./adapter");
    const link = (providerAccountId: string) =>
      adapter.linkAccount?.({ userId, type: "oidc", provider: "oidc", providerAccountId });
    await link(first);
    expect(await adapter.getUserByAccount?.({ provider: "oidc", providerAccountId: first })).toMatchObject({
      id: userId,
    });
    expect(await admitByOidc(first, { email: "elsewhere@example.test", email_verified: false })).toBe(true);
    expect(await admitByOidc(identity(), { email: dana.email, email_verified: true })).toBe("other-identity");
    await expect(link(identity())).rejects.toMatchObject({ constraint: "accounts_one_subject" });
  });

  it("admits nobody whose person was erased", async () => {
    const { admitByOidc, admitByMail } = await admission("false");
    await database.arrange("update people set erased_at = now() where id = $1", [dana.id]);
    expect(await admitByOidc(identity(), { email: dana.email, email_verified: true })).toBe("not-invited");
    expect(await admitByMail(dana.email)).toBe("not-invited");
  });

  it("says when the provider states no address that can be compared", async () => {
    const { admitByOidc } = await admission("true");
    for (const email of [undefined, "", 7, "dana＠example.test"]) {
      expect(await admitByOidc(identity(), { email, email_verified: true })).toBe("no-address");
    }
  });
});

describe("an address that changed after the first sign-in", () => {
  const changedTo = ({ id }: MadePerson) => `new.${id}@example.test`;

  it("is the one that next-auth asks about, and the old one opens nothing", async () => {
    const { admitByMail } = await admission("false");
    const { adapter } = await import("./adapter");
    const userId = await createUser(database.admin, dana);
    const changed = changedTo(dana);
    await database.arrange("update people set email = $2 where id = $1", [dana.id, changed]);
    expect(await adapter.getUserByEmail?.(changed)).toMatchObject({ id: userId, email: changed });
    expect(await admitByMail(changed)).toBe(true);
    expect(await adapter.getUserByEmail?.(dana.email)).toBeNull();
    expect(await admitByMail(dana.email)).toBe("not-invited");
  });

  it("leaves the old one to the next person who is invited under it", async () => {
    await admission("false");
    const { adapter } = await import("./adapter");
    const userId = await createUser(database.admin, dana);
    const changed = changedTo(dana);
    await database.arrange("update people set email = $2 where id = $1", [dana.id, changed]);
    const { Dan } = (await createOrganization(database.admin, { people: { Dan: {} } })).people;
    await database.arrange("update people set email = $2 where id = $1", [Dan!.id, dana.email]);
    const id = randomUUID();
    expect(await adapter.createUser?.({ id, email: dana.email, emailVerified: null })).toMatchObject({ id });
    expect(await adapter.getUserByEmail?.(dana.email)).toMatchObject({ id });
    expect(await adapter.getUserByEmail?.(changed)).toMatchObject({ id: userId });
  });
});
