import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { irisAndMilo } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

test("an admin looks at what a shorter time would remove, chooses it, and undoes it within its day", async ({
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
  await expect(page.getByText("24 months after a cycle closes.")).toBeVisible();
});
