import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import type { MadeOrganization } from "@/testkit/factories/organization";
import { irisAndMilo } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

test("an admin looks at what a shorter time would remove, chooses it, undoes it within its day, and erases a person", async ({
  arrange,
  openAs,
  database,
}) => {
  const spec = irisAndMilo(4);
  const made = await arrange({ ...spec, people: { ...spec.people, Ada: { admin: true } } });
  await answerFor(database, made, () => evenAnswers(4));
  await database.query(
    `update cycles set state = 'closed', closed_at = app_now() where id = '${made.cycleId}'`,
  );
  await database.query(
    `update cycles set state = 'published', published_at = app_now() where id = '${made.cycleId}'`,
  );
  const page = await openAs(made, "Ada", "/program");
  await page.getByRole("link", { name: "How long raw answers are kept" }).click();
  await expect(page.getByText("24 months after a cycle closes.")).toBeVisible();
  const cycles = page.getByRole("table", { name: "When answers go" });
  await expect(cycles.getByRole("row")).toHaveCount(2);
  await page.getByLabel("Months").fill("4");
  await page.getByRole("button", { name: "See what would go" }).click();
  await expect(page.getByText("“4” is no whole number of months from this range.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Months").fill("12");
  await page.getByRole("button", { name: "See what would go" }).click();
  await expect(page.getByText("Of 1 cycle the answers would go earlier than now.")).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "what a shorter time would remove");
  const choose = page.getByRole("button", { name: "Keep raw answers for 12 months" });
  await choose.first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep raw answers for 12 months" }).click();
  await expect(page.getByText(/^From .* on it is 12 months$/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo the change" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the change" }).click();
  await expect(page.getByText(/on it is 12 months$/)).toBeHidden();
  // The page as it was before: the change that was taken back is not offered again.
  await expect(page).toHaveURL(/\/program\/retention$/);
  await expect(page.getByRole("button", { name: /^Keep raw answers for/ })).toHaveCount(0);
  await expect(page.getByLabel("Months")).toHaveValue("24");
  await expect(page.getByText("24 months after a cycle closes.")).toBeVisible();
  await eraseIris(page, made);
  const partner = await openAs(made, "Milo", `/duos/${made.duos.pair}`);
  await expect(partner.getByRole("main")).toContainText("with former partner");
  await expect(partner.getByText("Iris")).toHaveCount(0);
});

/** Nobody erases themselves; Iris is erased once her name is typed as it is, and the page says what stays. */
async function eraseIris(page: Page, { people }: MadeOrganization): Promise<void> {
  await page.goto(`/program/erase/${people.Ada!.id}`);
  await expect(page.getByText("This is you.", { exact: false })).toBeVisible();
  await expect(page.getByRole("button", { name: "Erase for good" })).toHaveCount(0);
  await page.goto(`/program/roster/people/${people.Iris!.id}`);
  await page.getByRole("link", { name: "Erase this person" }).click();
  await expect(page.getByRole("heading", { name: "What goes" }).first()).toBeVisible();
  const numbers = page.getByRole("region", { name: "In numbers" });
  await expect(numbers.getByText("1 survey that they were asked: whatever they wrote in them")).toBeVisible();
  await expect(
    numbers.getByText("0 published rows of their duos: only the name in them changes"),
  ).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "what erasing removes");
  const name = page.getByLabel("Type the name");
  await name.fill("Somebody Else");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText("This is not the name. Type it as it stands above.")).toBeVisible();
  await expect(name).toHaveValue("Somebody Else");
  await expectAccessible(page);
  await name.fill("Iris Example");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("heading", { name: "This person was erased" })).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "what stays of an erased person");
  await page.getByRole("link", { name: "Back to the people" }).click();
  await expect(page.getByRole("link", { name: "Milo Example" })).toBeVisible();
  await expect(page.getByText("Iris Example")).toHaveCount(0);
}
