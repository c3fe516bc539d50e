import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { irisAndMilo, surveyPath } from "./answering";
import { expect, expectAccessible, test } from "./fixtures";

test("answers that were changed in the database are named as such, to both partners and without details", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(irisAndMilo(4));
  await answerFor(database, made, () => evenAnswers(4));
  await database.query(
    "update response_parts set answers = set_byte(answers, 20, get_byte(answers, 20) # 1) where author_id = $1 and class = 'S'",
    [made.people.Iris!.id],
  );
  const pages = {
    Iris: [surveyPath(made)],
    Milo: [],
  };
  for (const [name, paths] of Object.entries(pages)) {
    const page = await openAs(made, name);
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Stored answers cannot be read");
      await expect(page.getByText(/^Reference: unreadable-[0-9a-f]{8}$/)).toBeVisible();
      await expect(page.locator("body")).not.toContainText(/SealBroken|envelope|\bat .*\.ts/);
    }
    // The duo's page goes on without the comparison, for both.
    const answer = await page.goto(`/duos/${made.duos.pair}`);
    expect(answer?.status()).toBe(200);
    await expect(page.getByText("Answers of this cycle cannot be read")).toBeVisible();
    await expect(page.getByText(/mention this reference: unreadable-[0-9a-f]{8}$/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "What was published for the two of you" })).toBeVisible();
    await expectAccessible(page);
    // The rest of the product goes on.
    await page.goto("/home");
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Stored answers cannot be read");
  }
});
