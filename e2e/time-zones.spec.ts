import type { OrganizationSpec } from "@/testkit/factories/organization";
import { confirm } from "./confirming";
import { expect, expectAccessible, test } from "./fixtures";

const spec: OrganizationSpec = {
  people: { Ic: {}, Manager: {}, Ada: { admin: true }, Vera: { leads: "Company" } },
  duos: { duo: { ic: "Ic", manager: "Manager" } },
};

test("the organization's zone is chosen beforehand, another one is found by any of its names", async ({
  arrangeAs,
  page,
  database,
}) => {
  const made = await arrangeAs("Ada", spec);
  await database.query("update organizations set time_zone = 'Asia/Calcutta' where id = $1", [made.orgId]);
  await page.goto("/program");
  const zone = page.getByRole("combobox", { name: "In the time zone of" });
  const search = page.getByRole("searchbox", { name: "Search time zones" });
  await expect(zone).toHaveValue("Asia/Calcutta");
  await expect(zone.locator("optgroup[label=Europe] option", { hasText: "Europe/Kyiv" })).toHaveCount(1);
  await search.fill("ne");
  await expect(zone).toHaveValue("Asia/Calcutta");
  await expect(zone.locator("option", { hasText: "Asia/Calcutta" })).toHaveCount(1);
  await search.fill("middle earth");
  await expect(page.getByText("No time zone is called that.")).toBeVisible();
  await expect(zone).toHaveValue("Asia/Calcutta");
  await search.fill("kiev");
  await search.press("Enter");
  await expect(zone).toHaveValue("Europe/Kyiv");
  await expectAccessible(page);
  const day = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Closes on").fill(`${day}T18:00`);
  await confirm(page, "Open cycle");
  await expect(page.getByText(/Cycle 1 is open until/)).toBeVisible();
  const { rows } = await database.query(
    "select time_zone, to_char(closes_at at time zone 'Europe/Kyiv', 'YYYY-MM-DD HH24:MI') as local from cycles where org_id = $1",
    [made.orgId],
  );
  expect(rows).toEqual([{ time_zone: "Europe/Kyiv", local: `${day} 18:00` }]);
});

test("a zone that nobody knows is refused in words, and what was typed stays", async ({
  arrangeAs,
  page,
}) => {
  await arrangeAs("Ada", spec);
  await page.goto("/program");
  const zone = page.getByRole("combobox", { name: "In the time zone of" });
  await zone.locator("option[value=UTC]").evaluate((option: HTMLOptionElement) => {
    option.value = "+05:30";
  });
  const day = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Closes on").fill(`${day}T18:00`);
  await confirm(page, "Open cycle");
  await expect(page.getByText("This time zone is not known.")).toBeVisible();
  await expect(page.getByLabel("Closes on")).toHaveValue(`${day}T18:00`);
});

for (const zone of ["", "Europe/Atlantis"]) {
  test(`a person whose zone is "${zone}" sees the organization's times, and no page fails`, async ({
    arrangeAs,
    signIn,
    page,
    context,
    database,
  }) => {
    const made = await arrangeAs("Ada", { ...spec, cycle: {} });
    await database.query("update people set time_zone = $2 where org_id = $1", [made.orgId, zone]);
    await database.query("update organizations set time_zone = 'Asia/Kolkata' where id = $1", [made.orgId]);
    for (const path of ["/home", "/program", "/audit"]) {
      expect((await page.goto(path))?.status(), path).toBe(200);
    }
    await page.goto("/program");
    await expect(page.getByText(/is open until .*(GMT\+5:30|IST)/)).toBeVisible();
    await signIn(context, made.people.Vera!);
    for (const path of ["/home", "/insights", "/insights/duos", "/insights/units"]) {
      expect((await page.goto(path))?.status(), path).toBe(200);
    }
    await signIn(context, made.people.Ic!);
    expect((await page.goto("/home"))?.status()).toBe(200);
  });
}
