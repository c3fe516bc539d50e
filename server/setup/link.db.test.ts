import { beforeAll, describe, expect, test } from "vitest";
import { withClient } from "@/db/setup/create-database";
import { makeSetupLink } from "@/db/setup/setup-link";
import { freshDatabase } from "@/testkit/database/fresh-database";
import { foundFirst, goOnWithSetup, loadSetupLink } from "./link";

const database = freshDatabase();

const facts = {
  name: "Acme",
  timeZone: "Europe/Paris",
  adminName: "Ada Admin",
  adminEmail: "ada@acme.example",
};
const newLink = async () => (await withClient(database.urls.auth, (auth) => makeSetupLink(auth)))!;

// Demo and test installations print no link.
beforeAll(() => database.arrange("update installation set kind = 'production'"));

describe("a printed link", () => {
  test("leads to founding, then to the founder until they came, and looking uses nothing up", async () => {
    const first = await newLink();
    expect(await loadSetupLink("made up")).toEqual({ kind: "dead", isSetUp: false });
    for (const _ of [1, 2]) expect(await loadSetupLink(first)).toEqual({ kind: "found" });
    await foundFirst({ ...facts, token: first });
    expect(await loadSetupLink(first)).toEqual({ kind: "dead", isSetUp: true });
    const second = await newLink();
    const goesOn = { kind: "go-on", organization: "Acme", admin: "Ada Admin" };
    for (const _ of [1, 2]) expect(await loadSetupLink(second)).toEqual(goesOn);
    await goOnWithSetup({ token: second });
    expect(await loadSetupLink(second)).toEqual({ kind: "dead", isSetUp: true });
  });

  test.each([
    [
      "an account of a company",
      "insert into accounts (user_id, type, provider, provider_account_id) select id, 'oidc', 'oidc', 'x' from users",
    ],
    ["a mail", "update users set email_verified = now()"],
  ])("that was not used is dead once somebody came by %s", async (_, came) => {
    const link = await newLink();
    await database.arrange(came);
    expect(await loadSetupLink(link)).toEqual({ kind: "dead", isSetUp: true });
    await expect(goOnWithSetup({ token: link })).rejects.toMatchObject({ code: "stale" });
    await database.arrange("delete from accounts");
    await database.arrange("update users set email_verified = null");
    expect(await loadSetupLink(link)).toMatchObject({ kind: "go-on" });
  });

  test("is dead after a day", async () => {
    const link = await newLink();
    await database.arrange("update setup_links set expires = now() - interval '1 second'");
    expect(await loadSetupLink(link)).toEqual({ kind: "dead", isSetUp: true });
  });
});
