import type { Page } from "@playwright/test";
import { busyAnswer } from "@/lib/domain/busy-answer";
import { irisAndMilo } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const said = (page: Page, text: string) => section(page).getByRole("paragraph").filter({ hasText: text });
const section = (page: Page) => page.getByRole("region", { name: "Impact moments" });
const change = (page: Page, name: string) =>
  section(page).locator("summary").filter({ hasText: name }).first();
const spoken = (page: Page) => page.getByRole("status").filter({ hasText: /^(Saving…|Saved\.|Removed\.)$/ });

test("one writes an impact moment down, the other sees it before any answer, changes and confirms it", async ({
  arrange,
  openAs,
}) => {
  const made = await arrange(irisAndMilo());
  const [iris, milo] = [await openAs(made, "Iris"), await openAs(made, "Milo")];
  const here = `/duos/${made.duos.pair}`;
  await iris.goto(here);
  await section(iris).getByText("Write one down").click();
  await section(iris)
    .getByLabel("What did you two achieve?")
    .fill("<b>Releases</b> take a day instead of a week");
  await section(iris).getByLabel("When?").fill("2025-11-20");
  await section(iris).getByLabel("What did you bring?").fill("the build");
  await section(iris).getByRole("button", { name: "Write it down" }).click();
  await expect(section(iris).getByText("Waiting for Milo to confirm it.")).toBeVisible();
  // The form that was sent has gone: success is read out, and the focus is at its section.
  await expect(spoken(iris)).toHaveText("Saved.");
  await expect(section(iris).getByRole("heading", { name: "Impact moments" })).toBeFocused();
  await expectAccessible(iris);

  await milo.goto(here);
  await expect(said(milo, "<b>Releases</b> take a day instead of a week")).toBeVisible();
  await expect(said(milo, "Iris: the build")).toBeVisible();
  await change(milo, "Change").click();
  await section(milo).getByLabel("What did you bring?").first().fill("the budget");
  await section(milo).getByRole("button", { name: "Save the change" }).click();
  await expect(section(milo).getByText("Waiting for Iris to confirm it.")).toBeVisible();

  // Iris still has the first version open: what she types is kept, and she reads the new one before she replaces it.
  await change(iris, "Change or remove: <b>Releases</b> take a day instead of a week").click();
  const what = section(iris).getByLabel("What did you two achieve?").first();
  await what.fill("Something else");
  await section(iris).getByRole("button", { name: "Save the change" }).click();
  await expect(section(iris).getByRole("status")).toContainText(
    "It says now: “<b>Releases</b> take a day instead of a week”, on 20 November 2025. You brought: the build. Your partner brought: the budget.",
  );
  await expect(what).toHaveValue("Something else");
  await iris.reload();
  await expect(said(iris, "Milo: the budget")).toBeVisible();
  await section(iris)
    .getByRole("button", { name: /^Confirm/ })
    .click();
  await expect(section(iris).getByText(/^Confirmed by both of you on/)).toBeVisible();
  await expectAccessible(iris);
  await expectFits(iris, "the duo with a moment");

  // A change of what both confirmed waits beside it until Milo confirms it; either of the two takes it back.
  const save = section(iris).getByRole("button", { name: "Save the change" });
  await change(iris, "Change").click();
  await expect(section(iris).getByRole("button", { name: "Remove" })).toBeHidden();
  await what.fill("Releases take an hour");
  await save.click();
  await expect(
    section(iris).getByText("What you both confirmed stands until Milo confirms the change:"),
  ).toBeVisible();
  await expect(said(iris, "<b>Releases</b> take a day instead of a week")).toBeVisible();
  await expect(section(iris).getByText(/^Confirmed by both of you on/)).toBeVisible();
  // Milo still has the page from before it: what he types is kept, and he reads what waits before he replaces it.
  await change(milo, "Change").click();
  const ofMilo = section(milo).getByLabel("What did you two achieve?").first();
  await ofMilo.fill("Releases take half a day");
  await section(milo).getByRole("button", { name: "Save the change" }).click();
  await expect(section(milo).getByRole("status")).toContainText(
    "In the meantime a change was suggested that is not confirmed: “Releases take an hour”, on 20 November 2025. You brought: the budget. Your partner brought: the build. What you both confirmed before still stands.",
  );
  await expect(ofMilo).toHaveValue("Releases take half a day");
  await milo.reload();
  await expect(said(milo, "Releases take an hour")).toBeVisible();
  await expect(section(milo).getByRole("button", { name: /^Confirm the change/ })).toBeVisible();
  await expectAccessible(milo);
  await expectFits(milo, "the duo with a change of a moment that waits");
  await section(milo)
    .getByRole("button", { name: /^Leave it as it was/ })
    .click();
  await expect(said(milo, "Releases take an hour")).toBeHidden();
  await expect(section(milo).getByText(/^Confirmed by both of you on/)).toBeVisible();
  await iris.reload();

  // Without a connection, and where something between answers for the server, the page stays and so does the text.
  await change(iris, "Change").click();
  await what.fill("Releases take an hour");
  await iris.context().setOffline(true);
  await save.click();
  await expect(section(iris).getByRole("status")).toContainText("No answer came from Twofold.");
  await expect(what).toHaveValue("Releases take an hour");
  await iris.context().setOffline(false);
  await iris.route("**/duos/**", (route) => route.fulfill({ status: 502, body: "Bad gateway" }), {
    times: 1,
  });
  await save.click();
  await expect(save).toBeEnabled();
  await expect(section(iris).getByRole("status")).toContainText("No answer came from Twofold.");
  await expect(what).toHaveValue("Releases take an hour");
  const busy = { status: 503, contentType: "text/plain", body: busyAnswer };
  await iris.route("**/duos/**", (route) => route.fulfill(busy), { times: 1 });
  await save.click();
  await expect(section(iris).getByRole("status")).toContainText("Twofold is not available at this moment.");
  await expect(what).toHaveValue("Releases take an hour");

  // Signed out meanwhile, she reads why nothing was saved, and what she typed is still there.
  await iris.context().clearCookies();
  await save.click();
  await expect(section(iris).getByRole("status")).toContainText("You are signed out.");
  const signIn = section(iris).getByRole("link", { name: "Sign in" });
  await expect(signIn).toHaveAttribute("href", `/sign-in?next=${encodeURIComponent(here)}`);
  await expect(what).toHaveValue("Releases take an hour");
});
