import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { createOrganization } from "@/testkit/factories/organization";

const database = freshDatabase();

beforeAll(async () => {
  await createOrganization(database.admin, {
    demo: true,
    people: { Vera: { externalId: "persona-vp" }, Dana: {} },
  });
  await createOrganization(database.admin, { people: { Eve: { externalId: "persona-em" } } });
  vi.stubEnv("AUTH_URL", "http://localhost:3000");
  vi.stubEnv("AUTH_SECRET", "x".repeat(32));
});
afterAll(async () => {
  vi.unstubAllEnvs();
});

type Installation = { mode: string; kind: string; host: string | undefined };

async function personasAt({ mode, kind, host }: Installation) {
  vi.stubEnv("TWOFOLD_MODE", mode);
  vi.resetModules();
  await database.admin.query("update installation set kind = $1", [kind]);
  const { loadPersonas, signInAsPersona } = await import("./personas");
  return {
    listed: (await loadPersonas(host)).map(({ id }) => id),
    token: await signInAsPersona(host, "persona-vp").catch(() => undefined),
    outsider: await signInAsPersona(host, "persona-em").catch(() => undefined),
  };
}

const demo = { mode: "demo", kind: "demo", host: "localhost:3000" };

describe("personas", () => {
  it.each([demo, { ...demo, host: "127.0.0.1" }, { ...demo, host: "[::1]:3000" }])(
    "may be entered in the demo's organization, on this machine: %j",
    async (place) => {
      const { listed, token, outsider } = await personasAt(place);
      expect(listed).toEqual(["persona-vp"]);
      expect(token).toMatch(/^[\w-]{43}$/);
      expect(outsider).toBeUndefined();
    },
  );

  it.each([
    { ...demo, mode: "test" },
    { ...demo, kind: "test" },
    { ...demo, host: "twofold.example.com" },
    { ...demo, host: "localhost.example.com" },
    { ...demo, host: undefined },
  ])("do not exist where one of the three is missing: %j", async (place) => {
    expect(await personasAt(place)).toEqual({ listed: [], token: undefined, outsider: undefined });
  });
});
