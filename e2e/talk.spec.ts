import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { answerFor, evenAnswers } from "@/testkit/factories/answers";
import { irisAndMilo } from "./answering";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test } from "./fixtures";

const profile = { ic: { ARC: ["architect"], COACH: 5 }, manager: { ARC: ["explorer"] } };
const duo = irisAndMilo(4, { Vera: { leads: "Company", admin: true } });

test("the guide is the same for both, fits one page of paper, and either says that they talked", {
  tag: "@phone",
}, async ({ arrange, openAs, database }) => {
  const made = await arrange(duo);
  await answerFor(database, made, (_, side) =>
    side === "ic"
      ? { ...evenAnswers(4), OT1: 5, ST1: 2, IN1: 1, CU1: "na", AL1: 5, MAP: { who: "ic" }, ...profile.ic }
      : {
          ...evenAnswers(4),
          OT1: 5,
          ST1: 5,
          IN2: 5,
          CU1: "na",
          AL1: 2,
          MAP: { who: "manager" },
          ...profile.manager,
        },
  );
  const parts = (page: Page) => page.locator("main ol > li");
  const [iris, milo] = [await openAs(made, "Iris"), await openAs(made, "Milo")];
  for (const page of [iris, milo]) {
    await page.goto(`/duos/${made.duos.pair}`);
    await page.getByRole("link", { name: "Prepare your talk" }).click();
    await expect(parts(page)).toHaveCount(5);
    await expect(parts(page).nth(0)).toContainText("Keep");
    await expect(parts(page).nth(0)).toContainText("One team or two");
    await expect(parts(page).nth(2)).toContainText("Which conversation of the last weeks");
    await expect(parts(page).nth(3)).toContainText("Making engineering’s voice heard");
    await expect(parts(page).nth(4)).toContainText("What comes next");
    await expectAccessible(page);
    await expectFits(page, "the guide");
  }
  // One topic, named for each by what they answered.
  await expect(parts(iris).nth(1)).toContainText("Being brought in early by Milo");
  await expect(parts(milo).nth(1)).toContainText("Bringing Iris in early");
  await expect(iris.getByText("Milo speaks first this time")).toBeVisible();
  await expect(milo.getByText("You speak first this time")).toBeVisible();

  await Promise.all([iris, milo].map((page) => page.goto(`/duos/${made.duos.pair}`)));
  const [ofIris, ofMilo] = [iris, milo].map((page) => page.getByRole("region", { name: "How you two fit" }));
  await expect(ofIris!).toContainText("You are somebody who wants to think a change through");
  await expect(ofMilo!).toContainText("Iris wants to think a change through");
  // What aggregates alone count comes back to the person who said it, and not to the partner.
  await expect(ofIris!).toContainText("coaching runs mostly from your partner");
  await expect(ofMilo!).not.toContainText(/coaching/i);
  await milo.goBack();

  // One tap on an area that they see differently brings it into both guides.
  // On a phone the map is folded away; the link to its part opens it.
  const toParts = iris.getByRole("navigation", { name: "On this page" });
  await toParts.getByRole("link", { name: "Other questions" }).click();
  const who = iris.getByRole("row", { name: /who \(people\)/i });
  await who.getByRole("button", { name: "Make it a talking point" }).press("Enter");
  await expect(who.getByRole("button", { name: "Take it out of your talk" })).toBeFocused();
  await expectAccessible(iris);
  await expectFits(iris, "the comparison with a talking point");
  await iris.getByRole("link", { name: "Prepare your talk" }).click();
  await milo.reload();
  for (const page of [iris, milo]) {
    const heading = page.getByRole("heading", { name: "What you two picked" });
    const picked = page.getByRole("listitem").filter({ has: heading });
    await expect(picked.getByRole("heading", { name: /who \(people\)/i })).toBeVisible();
    await expect(picked).toContainText("You both say “me”");
  }
  await iris.emulateMedia({ media: "print" });
  await expect(iris.getByText("Printed for Iris Example: “you” on this page is Iris Example")).toBeVisible();
  await iris.emulateMedia({ media: null });
  const pdf = (await iris.pdf({ format: "A4" })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  await database.query("update people set time_zone = 'Europe/Paris' where id = $1", [made.people.Milo!.id]);
  await database.query("update people set time_zone = 'Asia/Kolkata' where id = $1", [made.people.Iris!.id]);
  await milo.reload();
  await milo.getByLabel("Day and time").fill("2036-07-01T09:30");
  await milo.getByRole("button", { name: "Choose this time" }).click();
  await expectAccessible(milo);
  await expectFits(milo, "the guide with a time");
  await expect(milo.getByText("09:30 your time, 13:00 for Iris.")).toBeVisible();
  const mail = milo.getByRole("link", { name: "Write a mail" });
  expect(decodeURIComponent((await mail.getAttribute("href"))!)).toContain(
    "1 July 2036 at 09:30 CEST (by your clock 1 July 2036 at 13:00 GMT+5:30)",
  );
  await expect(mail).toHaveAttribute("href", /^mailto:\?subject=[^@]*$/);
  const loading = milo.waitForEvent("download");
  await milo.getByRole("link", { name: "File for the calendar" }).click();
  const event = readFileSync(await (await loading).path(), "utf8");
  expect(event).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(event).toMatch(/^DTSTART:20360701T073000Z\r$/m);

  await iris.getByRole("button", { name: "We talked" }).click();
  await expect(iris.getByText(/^You talked\. Noted on/)).toBeVisible();
  // The other had the page open: a second note changes nothing and shows the first.
  await milo.getByRole("button", { name: "We talked" }).click();
  await expect(milo.getByText(/^You talked\. Noted on/)).toBeVisible();
  await expectAccessible(milo);
  await milo.getByRole("button", { name: "We did not" }).click();
  await expect(milo.getByRole("button", { name: "We talked" })).toBeVisible();
  await iris.reload();
  await expect(iris.getByRole("button", { name: "We talked" })).toBeVisible();

  const vera = await openAs(made, "Vera");
  const path = `/duos/${made.duos.pair}/talk?cycle=${made.cycleId}`;
  expect((await vera.goto(path))?.status()).toBe(404);
});

test("there is no guide before both have answered, nor for a cycle that is not the duo's", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Iris", duo);
  const path = (cycle: string) => `/duos/${made.duos.pair}/talk?cycle=${cycle}`;
  expect((await page.goto(path(made.cycleId)))?.status()).toBe(404);
  await answerFor(database, made, () => evenAnswers(4));
  expect((await page.goto(path(made.cycleId)))?.status()).toBe(200);
  for (const cycle of [made.duos.pair!, "x", ""]) expect((await page.goto(path(cycle)))?.status()).toBe(404);
});
