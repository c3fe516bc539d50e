import type { Page, Route } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { addEarlierCycle, promiseIn } from "@/testkit/factories/commitments";
import { acceptPromise } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const duo = {
  people: { Iris: {}, Milo: {}, Vera: { leads: "Company", admin: true } },
  duos: { pair: { ic: "Iris", manager: "Milo" } },
  cycle: { number: 4 },
} as const;

const promises = (page: Page) => page.getByRole("region", { name: "What you promise each other" });

test("two people promise, and the second of two who change the same loses nothing", async ({
  arrange,
  openAs,
  database,
}) => {
  const made = await arrange(duo);
  await answerFor(database, made, () => evenAnswers(4));
  const here = `/duos/${made.duos.pair}`;
  const iris = await openAs(made, "Iris", here);
  // On a phone the form is folded away until there is something in it.
  await iris.setViewportSize({ width: 390, height: 844 });
  await promises(iris).getByText("Promise something").click();
  await promises(iris).getByLabel("What will be different?").fill("We decide dates together, on Mondays");
  await promises(iris).getByLabel("Topic").selectOption("Direction");
  await promises(iris).getByRole("radio", { name: "Both of you" }).check();
  // A followed link and the way back lose nothing of it.
  await iris.getByRole("link", { name: "Prepare your talk" }).click();
  await expect(iris.getByRole("heading", { level: 1, name: "Thirty minutes, the two of you" })).toBeVisible();
  await iris.getByRole("link", { name: "Back to both views" }).click();
  await expect(promises(iris).getByLabel("What will be different?")).toHaveValue(
    "We decide dates together, on Mondays",
  );
  await expect(promises(iris).getByRole("radio", { name: "Both of you" })).toBeChecked();
  // Sent by keyboard over a slow connection: nothing can be typed that the answer would overwrite, and the focus stays.
  let send = () => {};
  const slow = new Promise<void>((resolve) => {
    send = resolve;
  });
  const later = async (route: Route) => {
    if (route.request().method() === "POST") await slow;
    await route.continue();
  };
  await iris.route("**/duos/**", later);
  const submit = promises(iris).getByRole("button", { name: "Promise it" });
  // Right after the way back the page may still be put in place of the last one, and a key then goes nowhere.
  await expect(async () => {
    if (await submit.isVisible()) await submit.press("Enter");
    await expect(promises(iris).getByRole("button", { name: "Saving…" })).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await expect(promises(iris).locator("[inert] textarea")).toHaveCount(1);
  send();
  await expect(promises(iris).getByText("Both of you · Direction")).toBeVisible();
  await expect(iris.getByRole("status").filter({ hasText: "Saved." })).toBeAttached();
  await expect(promises(iris).getByRole("heading", { name: "What you promise each other" })).toBeFocused();
  await expectAccessible(iris);
  await expectFits(iris, "the duo with a promise");

  // The guide to the talk shows the same, and takes changes too.
  const milo = await openAs(made, "Milo", `${here}/talk?cycle=${made.cycleId}`);
  for (const page of [iris, milo]) await promises(page).getByText("Change or remove").click();
  const text = (page: Page) => promises(page).getByLabel("What will be different?").first();
  await text(milo).fill("We decide dates together, on Fridays");
  await promises(milo).getByRole("radio", { name: "Iris" }).first().check();
  await promises(milo).getByRole("button", { name: "Save the change" }).click();
  await expect(promises(milo).getByRole("paragraph").filter({ hasText: "on Fridays" })).toBeVisible();
  await text(iris).fill("Iris proposes dates");
  await promises(iris).getByRole("button", { name: "Save the change" }).click();
  await expect(promises(iris).getByRole("status")).toContainText(
    "It says now: “We decide dates together, on Fridays”, topic Direction, you do it.",
  );
  await expect(promises(iris).getByRole("status")).toBeFocused();
  await expect(text(iris)).toHaveValue("Iris proposes dates");
  await expectAccessible(iris);
  await promises(iris).getByRole("button", { name: "Save the change" }).click();
  await expect(
    promises(iris).getByRole("paragraph").filter({ hasText: "Iris proposes dates" }),
  ).toBeVisible();
  await promises(iris).getByText("Change or remove").click();
  await promises(iris).getByRole("button", { name: "Remove" }).click();
  const asks = iris.getByRole("dialog", { name: "Remove this promise?" });
  await expectAccessible(iris);
  await asks.getByRole("button", { name: "Keep it" }).click();
  await expect(
    promises(iris).getByRole("paragraph").filter({ hasText: "Iris proposes dates" }),
  ).toBeVisible();
  await milo.reload();
  await promises(milo).getByText("Change or remove").click();
  await text(milo).fill("Milo proposes dates");
  await promises(iris).getByRole("button", { name: "Remove" }).click();
  await asks.getByRole("button", { name: "Remove" }).click();
  await expect(promises(iris).getByText("Iris proposes dates")).toHaveCount(0);
  // Milo was changing it: it is promised anew, and its form is then that of what is stored.
  await promises(milo).getByRole("button", { name: "Save the change" }).click();
  await promises(milo).getByRole("button", { name: "Promise it" }).click();
  await expect(promises(milo).getByRole("paragraph").filter({ hasText: "Milo proposes" })).toBeVisible();
  await expect(promises(milo).getByRole("button", { name: "Promise it" })).toBeHidden();
  await promises(milo).getByText("Change or remove").click();
  await promises(milo).getByRole("button", { name: "Remove" }).click();
  await milo.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(promises(milo).getByText("Milo proposes")).toHaveCount(0);

  // What is pasted beyond the end of the field is left out, and the page says so.
  await promises(iris).getByText("Promise something").click();
  const more = promises(iris).getByLabel("What will be different?");
  const full = promises(iris).getByText("This field holds 20000 characters.");
  await more.fill("x".repeat(20_000));
  await expect(full).toBeVisible();
  await more.fill("One promise too many");
  await expect(full).toHaveCount(0);
  // Milo makes the last three that there can be: what Iris typed stays to be read below them.
  await promises(iris).getByLabel("Topic").selectOption("Direction");
  await promises(iris).getByRole("radio", { name: "Both of you" }).check();
  await promiseIn(
    database,
    { orgId: made.orgId, duoId: made.duos.pair!, cycleId: made.cycleId },
    ["First", "Second", "Third"].map((text) => ({ text, dimension: "ALIGN", owner: "both" }) as const),
  );
  await promises(iris).getByRole("button", { name: "Promise it" }).click();
  await expect(
    iris.getByRole("status").filter({ hasText: "You two have promised three things already" }),
  ).toBeAttached();
  await expect(promises(iris).getByRole("listitem")).toHaveCount(3);
  await expect(
    promises(iris).getByLabel("You typed this, and it is not promised", { exact: false }),
  ).toHaveValue("One promise too many");

  // The comparison ends while Iris looks at it and types: what she does then is refused beside its button. Nothing else
  // takes its place, and what she typed stays.
  await milo.goto("/account/data");
  await milo.getByRole("link", { name: "Withdraw my answers…" }).click();
  await milo.getByRole("link", { name: "See what happens" }).click();
  await milo.getByRole("button", { name: "Withdraw these answers for good" }).click();
  await expect(milo.getByText("Withdrawn and removed")).toBeVisible();
  const history = iris.getByRole("region", { name: "Impact moments" });
  await history.getByText("Write one down").click();
  await history.getByRole("textbox").first().fill("We have not done yet");
  for (const press of ["Make it a talking point", "Show each other our trust answers"]) {
    const form = iris.locator("form", { has: iris.getByRole("button", { name: press }) }).first();
    await form.getByRole("button").click();
    await expect(form.getByText("This comparison has ended, so nothing was changed.")).toBeVisible();
    await expect(history.getByRole("textbox").first()).toHaveValue("We have not done yet");
  }
  await iris.goto(here);
  await expect(iris.getByText("There is nothing to compare now")).toBeVisible();
  await iris.goto("/home");
  const card = iris.getByRole("region", { name: "Answered by you" });
  await expect(card).toContainText("Yours count as you submitted them, and cannot change.");
  await expect(card).not.toContainText(/can still change|no submitted answers from/);
  await expect(iris.getByRole("heading", { level: 1 })).toHaveText("Nothing is left for you to answer.");
  await card.getByRole("link", { name: "What you can do" }).click();
  await expect(iris.getByRole("heading", { name: "Your answers cannot change any more" })).toBeVisible();

  const vera = await openAs(made, "Vera", "/insights");
  expect((await vera.goto(here))?.status()).toBe(404);
});

test("the next survey begins with what was promised, and both read how both rated it", async ({
  arrange,
  signIn,
  context,
  page,
  database,
}) => {
  const made = await arrange(duo);
  const place = { orgId: made.orgId, duoId: made.duos.pair! };
  await promiseIn(database, { ...place, cycleId: await addEarlierCycle(database, made) }, [
    { text: "<script>We</script> decide dates {P} together", dimension: "ALIGN", owner: "both" },
    { text: "אנחנו מדברים מוקדם", dimension: "INCL", owner: "manager" },
  ]);
  await signIn(context, made.people.Iris!);
  await page.goto(`/survey/${made.cycleId}/${made.duos.pair}`);
  await acceptPromise(page);
  await expect(page.getByText(/^You both promised this in .*What became of it\?$/)).toBeVisible();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("<script>We</script> decide dates {P} together");
  await expectAccessible(page);
  const kept = page.waitForResponse(/\/draft$/);
  await page.getByRole("radio", { name: "Kept" }).press("Space");
  await page.getByRole("button", { name: "Next" }).press("Enter");
  await expect(heading).toHaveText("אנחנו מדברים מוקדם");
  await expect(page.getByText("Milo promised this in")).toBeVisible();
  await kept;
  await page.reload();
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("radio", { name: "Kept" })).toBeChecked();

  for (const table of ["response_parts", "responses"]) {
    await database.query(`delete from ${table} where cycle_id = $1`, [made.cycleId]);
  }
  await answerFor(database, made, (_, side) => ({
    ...evenAnswers(4),
    KEPT1: "kept",
    KEPT2: side === "ic" ? "partly" : "kept",
  }));
  await page.goto(`/duos/${made.duos.pair}`);
  const rated = page.getByRole("region", { name: "Did you keep it?" }).getByRole("listitem");
  await expect(rated).toHaveCount(2);
  await expect(rated.nth(0).getByRole("definition")).toHaveText(["Kept", "Kept"]);
  await expect(rated.nth(1).getByRole("definition")).toHaveText(["Partly", "Kept"]);
  await expect(page.getByText("1 of 2 kept, as both of you see it.")).toBeVisible();
  await expectAccessible(page);
  await expectFits(page, "the duo with rated promises");
});
