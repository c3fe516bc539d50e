import { insightsOrganization, steadyBut } from "@/testkit/scenes/insights";
import { expect, expectAccessible } from "./fixtures";
import { section, test, title, twoCycles } from "./leading";

/** The scene's company with the unit Checkout below Product. */
function deepOrganization() {
  const spec = insightsOrganization();
  return { ...spec, units: { ...spec.units, Checkout: { parent: "Product" } } };
}

test("units open level by level, say what is hidden and why, and have a page each", {
  tag: "@phone",
}, async ({ page, lead }) => {
  const { made } = await lead("Vera", twoCycles, deepOrganization());
  await page.goto("/insights/units");
  const heat = page.getByRole("table", { name: "Units by level and dimension" });
  await expect(heat.getByRole("rowheader")).toHaveText([/Company/, /Labs/, /Platform/, /Product/]);
  await expect(heat.getByRole("row", { name: /Labs/ })).toContainText("Too few complete duos to show safely");
  await heat.getByRole("link", { name: "Show the units of Product" }).click();
  await expect(page).toHaveURL(new RegExp(`open=${made.units.Product}`));
  await expect(heat.getByRole("rowheader")).toHaveText([
    /Company/,
    /Labs/,
    /Platform/,
    /Product/,
    /Checkout/,
  ]);
  await expectAccessible(page);
  const second = page.getByRole("combobox", { name: "Level and" });
  if (await second.isVisible()) {
    await second.selectOption("Trust");
    await expect(heat.getByRole("columnheader")).toHaveText(["Unit", "Duos", "Level", "Trust"]);
  }

  await heat.getByRole("link", { name: "Product", exact: true }).click();
  await expect(title(page)).toHaveText(/^Product stands at 6\d/);
  await expect(page.getByText("7 of 8 duos complete ·")).toBeVisible();
  await expect(section(page, "Which duos should I look at first?").getByRole("row")).toHaveCount(2);
  await expect(section(page, "How does it compare?").getByRole("row")).toHaveCount(11);
  await expect(section(page, "How does it compare?")).toContainText("low and a high band are counted");
  await expectAccessible(page);
  await page.getByRole("link", { name: "All units" }).first().click();
  await heat.getByRole("link", { name: "Labs", exact: true }).click();
  await expect(title(page)).toHaveText(/^Labs stands at 60/);
  // Counted from two rows; Trust, which no row says, would need five.
  const trust = section(page, "Topic by topic").getByRole("row", { name: /Delegated trust/ });
  await expect(trust).toContainText("Too few complete duos to show safely");
});

test("kinds of duos are compared beyond chance, as on the screen so in the file", async ({ page, lead }) => {
  const spec = insightsOrganization();
  const apart = ["p1", "p2", "p3", "p4", "q2", "q3"];
  for (const name of Object.keys(spec.duos!)) {
    Object.assign(spec.duos![name]!, { icGrade: 5, managerGrade: apart.includes(name) ? 8 : 5 });
  }
  const duos = steadyBut(Object.fromEntries(apart.map((name) => [name, "diverging" as const])));
  await lead("Vera", [{ duos }], spec);
  await page.goto("/insights/kinds");
  await expect(title(page)).toHaveText("What kind of duos multiply?");
  await expect(page.getByText("22 of 22 duos of Company are complete, and counted here.")).toBeVisible();
  const grades = section(page, "Does it depend on the distance of the two grades?");
  await expect(grades).toContainText(
    "Two or more apart: diverge more often than the others (6 of 6, against 0 of 16).",
  );
  await expect(section(page, "Are platform teams different?")).toContainText(
    "All duos of which it is known are of one kind, so nothing is compared.",
  );
  await expectAccessible(page);
  await page.getByText("Take it along").click();
  const href = await page.getByRole("link", { name: "The kinds of duos" }).getAttribute("href");
  const file = await (await page.request.get(href!)).text();
  expect(file).toContain(",grade,more,6,6,0,0,39,not-distinguishable,6,61,100,more,50,0,6,0");
});
