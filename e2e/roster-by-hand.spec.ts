import type { Page } from "@playwright/test";
import type { OrganizationSpec } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test, unique } from "./fixtures";

const spec: OrganizationSpec = {
  units: { Acme: {}, Eng: { parent: "Acme" }, Sales: { parent: "Acme" } },
  people: {
    Ada: { admin: true, externalId: "E0" },
    Ian: { externalId: "E1" },
    Mia: { externalId: "E2" },
    Zoe: { externalId: "E3" },
  },
  duos: { first: { ic: "Ian", manager: "Mia", unit: "Eng" } },
  cycle: {},
};

async function doIt(page: Page) {
  await page.getByRole("button", { name: "Do it" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
}

/** Reads what follows, and does it. */
async function lookAndDo(page: Page, look = "See what follows") {
  await page.getByRole("button", { name: look, exact: true }).first().click();
  await expect(page.getByText("What follows", { exact: true })).toBeVisible();
  await doIt(page);
}

test("people: added, mended after bad input, found, and ended with what follows", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Ada", spec);
  await page.goto("/program");
  await page.getByRole("link", { name: "People", exact: true }).click();
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "people");
  await page.getByRole("link", { name: "Add a person" }).click();
  await page.getByLabel("Sign-in address").fill(made.people.Ian!.email);
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.insertText("x".repeat(201));
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText(/Too long/)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("x".repeat(201));
  await page.getByLabel("Name", { exact: true }).fill("Noa New");
  await page.getByLabel("Sign-in address").fill(made.people.Ian!.email);
  await page.getByLabel(/Time zone/).fill("Mars/Olympus");
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText(/Unknown time zone/)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Noa New");
  await page.getByLabel(/Time zone/).fill("Europe/Paris");
  await page.getByLabel("Personnel id").fill("E9");
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText(/Something with this id, at this place/)).toBeVisible();
  await page.getByLabel("Sign-in address").fill(`noa.${unique()}@example.test`);
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText("Person Noa New: Added")).toBeVisible();
  await expectAccessible(page);
  await doIt(page);

  await page.goto("/program/roster/people?q=noa");
  await page.getByRole("link", { name: "Noa New" }).click();
  await expect(page.getByRole("heading", { name: "Noa New" })).toBeVisible();
  await page.goto(`/program/roster/people/${made.people.Ian!.id}`);
  await expectAccessible(page);
  await expectFits(page, "a person");
  await database.query("update people set email = $2 where id = $1", [
    made.people.Ian!.id,
    `ian.${unique()}@xn--bcher-kva.example`,
  ]);
  await page.reload();
  await expect(page.getByLabel("Sign-in address")).toHaveValue(/^ian\.\w+@bücher\.example$/);
  // Another admin renames the same person meanwhile.
  await database.query("update people set name = 'Ian Delta' where id = $1", [made.people.Ian!.id]);
  await page.getByLabel("Given name, for greetings").fill("Jan");
  await page.getByRole("button", { name: "See what follows" }).first().click();
  await expect(page.getByText(/Ian Delta: Changed/)).not.toContainText("Name:");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Ian Delta");
  await database.query("update people set name = 'Ian Epsilon' where id = $1", [made.people.Ian!.id]);
  await page.getByLabel("Name", { exact: true }).fill("Ian Gamma");
  await page.getByRole("button", { name: "See what follows" }).first().click();
  await expect(page.getByText(/Somebody else changed the same here/)).toBeVisible();
  await expect(page.getByRole("radio", { name: "Ian Epsilon" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Ian Gamma" }).check();
  await lookAndDo(page);
  await expect(page.getByLabel("Given name, for greetings")).toHaveValue("Jan");
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expect(page.getByText(/Duo .*: Ended, one of the people ends/)).toBeVisible();
  await expect(page.getByText(/duos that end or pause leave this cycle at once/)).toBeVisible();
  await page.getByRole("button", { name: "Do it" }).click();
  await expect(page.getByText("1 duo left the open cycle", { exact: false })).toBeVisible();
  await page.goto("/program/roster/people?state=ended");
  await expect(page.getByRole("link", { name: "Ian Gamma" })).toBeVisible();
});

test("duos: paused, resumed, and a partner replaced", async ({ arrangeAs, page }) => {
  const made = await arrangeAs("Ada", spec);
  await page.goto(`/program/roster/duos/${made.duos.first}`);
  await expectAccessible(page);
  await expectFits(page, "a duo");
  await lookAndDo(page, "Pause");
  await page.goto("/program/roster/duos?state=paused");
  await expect(page.getByRole("cell", { name: "Paused" })).toBeVisible();
  await page.goto(`/program/roster/duos/${made.duos.first}`);
  await lookAndDo(page, "Resume");
  await page.goto(`/program/roster/duos/${made.duos.first}`);
  await page.getByLabel(/In place of Mia Example/).fill("E3");
  await page.getByRole("button", { name: "See what follows" }).last().click();
  await expect(page.getByText(/A partner is replaced/)).toBeVisible();
  await doIt(page);
  await page.goto("/program/roster/duos");
  await expect(page.getByRole("cell", { name: "Zoe Example" })).toBeVisible();
  await expect(page.getByText("1 to 1 of 1")).toBeVisible();
});

test("a duo that was paused or ended on its page is offered the way back alone, and the focus is on what was done", async ({
  arrangeAs,
  context,
  page,
}) => {
  const made = await arrangeAs("Ada", spec);
  await page.goto(`/program/roster/duos/${made.duos.first}`);
  const offered = (name: string) => page.getByRole("button", { name, exact: true });
  const done = page.getByText("Done", { exact: true });
  const doneHasFocus = () => done.evaluate((one) => document.activeElement?.contains(one));
  await lookAndDo(page, "Pause");
  await expect(offered("Resume")).toBeVisible();
  await expect(offered("Pause")).toHaveCount(0);
  await expect.poll(doneHasFocus).toBe(true);
  await lookAndDo(page, "Resume");
  await expect(offered("Pause")).toBeVisible();
  const before = await context.newPage();
  await before.goto(`/program/roster/duos/${made.duos.first}`);
  await lookAndDo(page, "End");
  await expect(offered("End")).toHaveCount(0);
  await expect(offered("Pause")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Replace a partner" })).toHaveCount(0);
  await expect.poll(doneHasFocus).toBe(true);
  await expectAccessible(page);

  // A page from before its end asks for nothing that is for one that goes on.
  await before.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(before.getByText("This duo has ended meanwhile")).toBeVisible();
});

test("units: added, moved, and not ended while duos are in it", async ({ arrangeAs, page }) => {
  const second = { ic: "Zoe", manager: "Mia", unit: "Eng" };
  const made = await arrangeAs("Ada", { ...spec, duos: { ...spec.duos, second } });
  await page.goto("/program/roster/units/new");
  await page.getByLabel("Name", { exact: true }).fill("Core / Platform");
  await page.getByLabel("Unit above it").selectOption("Acme / Eng");
  await lookAndDo(page);
  await page.goto("/program/roster/units");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Core / Platform" }).click();
  await page.getByLabel("Unit above it").selectOption("Acme / Sales");
  await lookAndDo(page);
  await page.goto(`/program/roster/units/${made.units.Eng}`);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expect(
    page.getByText(/^A unit ends while a duo is in it \([^;]+; [^;]+\)\. Move the duo/),
  ).toBeVisible();
});

test("roles: a unit for a leader, an admin, and never for oneself", async ({ arrangeAs, page }) => {
  const made = await arrangeAs("Ada", spec);
  await page.goto("/program/roster/grants/new");
  await expectAccessible(page);
  await expectFits(page, "grants");
  const who = page.getByLabel("Who: address or personnel id");
  await who.first().fill("E0");
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText(/You would give yourself more to read/)).toBeVisible();
  await who.first().fill("E3");
  await page.getByRole("button", { name: "See what follows" }).click();
  await expect(page.getByText(/The people whose duos become readable get a mail/)).toBeVisible();
  await doIt(page);
  await who.last().fill("E0");
  await page.getByRole("button", { name: "Grant", exact: true }).click();
  await expect(page.getByText("Nobody grants themselves a role.", { exact: false })).toBeVisible();
  await who.last().fill(made.people.Zoe!.email);
  await page.getByRole("button", { name: "Grant", exact: true }).click();
  await expect(page.getByText("Granted.")).toBeVisible();
  await page.goto("/program/roster/grants");
  await expectAccessible(page);
  await confirm(page, "End");
  await expect(page.getByText("This is the last program admin", { exact: false })).toHaveCount(0);
});

test("an admin whose role ended changes nothing from a page that is still open", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Ada", { ...spec, people: { ...spec.people, Bea: { admin: true } } });
  await page.goto(`/program/roster/duos/${made.duos.first}`);
  await database.query("update role_grants set revoked_at = app_now() where person_id = $1", [
    made.people.Ada!.id,
  ]);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText(/This does not exist, or you have no access to it/)).toBeVisible();
});
