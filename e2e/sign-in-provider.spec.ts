import type { Page } from "@playwright/test";
import { changeAddress, createUser } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";
import { enterAtProvider, passProvider } from "./provider";

const welcome = (page: Page) => expect(page).toHaveURL(/\/home$/);
/** The words for a reason, and the reason itself, which the log has too. */
const refusal = (page: Page, reason: string) => page.getByText(`Reason: ${reason}`);

/** Goes through the provider as "subject;address;verified". */
async function useProvider(page: Page, identity: string, from = "/sign-in") {
  await page.goto(from);
  await passProvider(page, identity);
}

test.describe("by a company's provider", () => {
  const subject = () => `s${crypto.randomUUID()}`;

  test("an invited person with a verified address comes in, and again by the subject alone", async ({
    page,
    arrange,
    context,
    database,
  }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    const sub = subject();
    await useProvider(page, `${sub};${people.Dana!.email};true`);
    await welcome(page);
    await changeAddress(database, people.Dana!, `new.${sub}@example.test`);
    await context.clearCookies();
    await useProvider(page, `${sub};${people.Dana!.email};true`);
    await welcome(page);
  });

  for (const [what, claims, reason] of [
    ["an address stated as unverified", ";ADDRESS;false", "unverified"],
    ["an address about which the provider says nothing", ";ADDRESS;-", "unverified"],
    ["no address", ";;true", "no-address"],
    ["an address that cannot be compared", ";dana＠example.test;true", "no-address"],
    ["a subject that cannot be stored", "\0;ADDRESS;true", "provider-answer"],
    ["a fault of the provider", ";ADDRESS;broken", "provider-failed"],
    ["an address that nobody is invited under", ";SUBJECT@example.test;true", "not-invited"],
  ] as const) {
    test(`${what} is refused, and the page says why`, async ({ page, arrange }) => {
      const { people } = await arrange({ people: { Dana: {} } });
      const sub = subject();
      const stated = claims.replace("ADDRESS", people.Dana!.email).replace("SUBJECT", sub);
      await useProvider(page, `${sub}${stated}`, "/sign-in?next=%2Faccount");
      await expect(refusal(page, reason)).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`error=${reason}&next=%2Faccount$`));
      await expectAccessible(page);
    });
  }

  test("turning back at the provider says so", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Example ID" }).click();
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(refusal(page, "provider-refused")).toBeVisible();
  });

  test("an answer to a sign-in that this browser did not begin, or too late, says so", async ({
    page,
    context,
  }) => {
    await page.goto("/api/auth/callback/oidc?code=x&state=y&iss=z");
    await expect(refusal(page, "expired")).toBeVisible();
    await context.clearCookies();
    await page.goto("/sign-in");
    await enterAtProvider(page, `${subject()};x@example.test;true`);
    const kept = (await context.cookies()).filter(({ name }) => !name.startsWith("twofold-"));
    await context.clearCookies();
    await context.addCookies(kept);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(refusal(page, "expired")).toBeVisible();
  });

  test("a person who signed in before, by e-mail, is let in and bound to one subject", async ({
    page,
    arrange,
    context,
    database,
  }) => {
    const { people } = await arrange({ people: { Dana: {} } });
    await createUser(database, people.Dana!);
    await useProvider(page, `${subject()};${people.Dana!.email};true`);
    await welcome(page);
    await context.clearCookies();
    await useProvider(page, `${subject()};${people.Dana!.email};true`);
    await expect(refusal(page, "other-identity")).toBeVisible();
  });

  test("an admin unlinks the account of somebody whom the provider registered anew, and they come in again", async ({
    page,
    arrange,
    openAs,
    context,
    database,
  }) => {
    const made = await arrange({ people: { Dana: {}, Ada: { admin: true } } });
    const { people } = made;
    const { email } = people.Dana!;
    await useProvider(page, `${subject()};${email};true`);
    await welcome(page);
    const program = await openAs(made, "Ada", "/program");
    const unlink = async (address: string) => {
      await program.getByLabel("Work e-mail of the person").fill(address);
      await confirm(program, "Unlink account");
    };
    await unlink("stranger@example.test");
    await expect(program.getByText("Nobody here is invited under this address")).toBeVisible();
    await expect(program.getByLabel("Work e-mail of the person")).toHaveValue("stranger@example.test");
    await unlink(email);
    await expect(program.getByText("The account is unlinked")).toBeVisible();
    await expectAccessible(program);
    const changed = changeAddress(database, people.Dana!, `x${email}`);
    await expect(changed).rejects.toMatchObject({ constraint: "people_address_held" });
    await page.reload();
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fhome$/);
    // The provider would remember who signed in there.
    await context.clearCookies();
    await useProvider(page, `${subject()};${email};true`);
    await welcome(page);
    await unlink(people.Ada!.email);
    await expect(program.getByText("No company account is linked to this person")).toBeVisible();
  });

  test("a second identity is not linked to the person who is signed in", async ({
    page,
    arrangeAs,
    database,
  }) => {
    const { people } = await arrangeAs("Dana", { people: { Dana: {}, Mona: {} } });
    await useProvider(page, `${subject()};${people.Mona!.email};true`);
    await welcome(page);
    await page.goto("/account");
    await expect(page.getByText("Mona Example").first()).toBeAttached();
    const { rows } = await database.query(
      `select p.id, count(a.*)::int as identities,
         (select count(*)::int from sessions s where s.user_id = p.user_id) as sessions
       from people p left join accounts a on a.user_id = p.user_id where p.id = any($1) group by p.id, p.user_id`,
      [[people.Dana!.id, people.Mona!.id]],
    );
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({ id: people.Dana!.id, identities: 0, sessions: 0 });
    expect(rows).toContainEqual({ id: people.Mona!.id, identities: 1, sessions: 1 });
  });
});
