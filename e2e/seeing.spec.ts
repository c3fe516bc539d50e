import type { OrganizationSpec } from "@/testkit/factories/organization";
import { expectFits } from "./fitting";
import { expect, expectAccessible, test as plain } from "./fixtures";
import { test, title } from "./leading";

test("a leader reads what can be seen of their duos, and what it assumes one tap away", async ({
  page,
  lead,
}) => {
  await lead("Vera");
  await page.goto("/insights");
  await page.getByRole("link", { name: "What we can see" }).click();
  await expect(title(page)).toHaveText("What we can see");
  await expect(page.getByText("With monthly cycles, 22 duos and 99% of surveys answered,")).toBeVisible();
  await expect(page.getByText(/about \d\d of 100 sudden drops and \d\d of 100 slow declines/)).toBeVisible();
  const table = page.getByRole("table", { name: "What each rhythm can see within six cycles, simulated" });
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(table.getByRole("row", { name: /^Monthly \(recommended\), as now/ })).toContainText(
    "13 weeks",
  );
  const assumptions = page.getByText("A sudden drop is 15 points at once");
  await expect(assumptions).toBeHidden();
  await page.getByText("What these figures assume").click();
  await expect(assumptions).toBeVisible();
  await expect(page.getByText("The rule looks at the whole organization at once")).toBeVisible();
  await expect(page.getByText("Not known yet")).toHaveCount(0);
  await expectAccessible(page);
  await expectFits(page, "what we can see");
});

test("in a smaller unit fewer changes can be seen, and the URL says which unit", async ({ page, lead }) => {
  const { made } = await lead("Vera");
  await page.goto(`/insights/seeing?unit=${made.units.Product}`);
  await expect(page.getByText(/cycles, \d+ duos and \d+% of surveys answered,/)).not.toContainText("22 duos");
});

const spec: OrganizationSpec = {
  people: { Ada: { admin: true }, Ian: {}, Mia: {} },
  duos: { first: { ic: "Ian", manager: "Mia" } },
};

plain(
  "an admin reads it where the rhythm is chosen, with what is not known yet assumed",
  async ({ arrangeAs, page }) => {
    await arrangeAs("Ada", spec);
    for (const path of ["/program", "/program/schedule"]) {
      await page.goto(path);
      const seen = page.getByRole("region", { name: "What we can see" });
      await expect(
        seen.getByText(
          "With monthly cycles, 1 duo and 85% of surveys answered (assumed, until a cycle has closed),",
        ),
      ).toBeVisible();
      await expect(seen).toContainText("If one more survey in ten were answered");
      await seen.getByText("What these figures assume").click();
      await expect(seen).toContainText(
        "Not known yet and therefore assumed: the share of answered surveys, the rhythm.",
      );
      await expectAccessible(page);
    }
  },
);
