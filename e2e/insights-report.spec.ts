import type { OrganizationSpec } from "@/testkit/factories/organization";
import type { PublishedCycle } from "@/testkit/factories/published";
import type { PublishedDuo } from "@/testkit/factories/published-duo";
import { expect, expectAccessible } from "./fixtures";
import { filter, openFilters, section, test, title } from "./leading";
import { pagesPrinted } from "./printing";

const declining = { status: "diverging", reason: "declining", level: 30 } as const;
const high = { status: "multiplying", level: 85 } as const;

/**
 * A company with much to report: 60 duos in ten divisions, those of the first doing well and those of the last badly; far
 * grades diverge; of seven cycles one private, one withdrawn, and some duos that recover.
 * @param times how often these seven cycles happen
 */
function eventful(times = 1): { spec: OrganizationSpec; cycles: PublishedCycle[] } {
  const spec = { units: { Company: {} }, people: { Vera: { leads: "Company" } }, duos: {} } as Required<
    Pick<OrganizationSpec, "units" | "people" | "duos">
  >;
  const seven: ((n: number) => PublishedDuo)[] = [
    (n) => (n % 5 === 4 ? "strained" : "steady"),
    (n) => (n % 6 === 5 ? declining : n % 7 === 0 ? "incomplete" : n < 12 ? high : "steady"),
    () => "steady",
    (n) => (n >= 48 ? declining : n < 12 ? high : "steady"),
    (n) => (n % 2 === 0 && n < 48 ? "incomplete" : n >= 50 ? declining : n < 12 ? high : "steady"),
    (n) => (n >= 48 ? declining : n < 14 ? high : n % 9 === 0 ? "incomplete" : "strained"),
    (n) => (n >= 50 ? declining : n < 14 ? high : n % 2 === 0 ? "steady" : "strained"),
  ];
  const stateIn = Array.from({ length: times }, () => seven).flat();
  const cycles = stateIn.map((): { duos: Record<string, PublishedDuo> } => ({ duos: {} }));
  for (let n = 0; n < 60; n++) {
    const [duo, unit] = [`duo ${n}`, `Division ${Math.floor(n / 6)}`];
    spec.units[unit] = { parent: "Company" };
    Object.assign(spec.people, { [`I${n}`]: {}, [`M${n}`]: {} });
    spec.duos[duo] = { ic: `I${n}`, manager: `M${n}`, unit, icGrade: 5, managerGrade: n >= 48 ? 8 : 5 };
    for (const [index, state] of stateIn.entries()) cycles[index]!.duos[duo] = state(n);
  }
  return {
    spec,
    cycles: cycles.map((cycle, index) => ({
      ...cycle,
      ...(index % 7 === 1 && { sharingMode: "private" }),
      ...(index % 7 === 2 && { withdrawn: "It was sent to the wrong people." }),
    })),
  };
}

test("a report tells a range of cycles in sentences and four charts, on two pages of paper", async ({
  page,
  lead,
}) => {
  const { spec, cycles } = eventful();
  const { made, cycleIds } = await lead("Vera", cycles, spec);
  await page.goto("/insights");
  await page.getByRole("link", { name: "Report", exact: true }).click();
  await expect(title(page)).toHaveText("Company from April 2026 to July 2026");
  await filter(page, "First cycle").selectOption("January 2026");
  await expect(page).toHaveURL(new RegExp(`from=${cycleIds[0]}&to=${cycleIds[6]}`));
  await expect(title(page)).toHaveText("Company from January 2026 to July 2026");
  // The headings alone tell what it is about, in the order in which it is read out.
  await expect(page.getByRole("article").getByRole("heading")).toHaveText([
    "Company from January 2026 to July 2026",
    "Where do we stand?",
    "Is the mix improving?",
    "Is the level moving?",
    "What changed?",
    "How often did duos enter and leave each state?",
    "Who was heard?",
    "How many duos are complete?",
    "Which units differ?",
    "What kind of duos multiply?",
    "What was done, and did it help?",
  ]);
  await expect(page.getByRole("article").getByRole("img")).toHaveCount(4);
  const standing = section(page, "Where do we stand?");
  await expect(standing).toContainText(
    "February 2026 was run in private mode, so nothing is compared across it.",
  );
  await expect(standing).toContainText("March 2026 was withdrawn and is left out.");
  // Two steps beside the private cycle are none; the withdrawn one lies inside the gap.
  await expect(section(page, "What changed?")).toContainText("Compared are 3 pairs of cycles");
  await expect(section(page, "Which units differ?")).toContainText(
    "The level is above the company in Division 0",
  );
  await expect(section(page, "What kind of duos multiply?")).toContainText(
    "Two or more apart: diverge more often than the others (10 of 12, against 0 of 48).",
  );
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  expect(await pagesPrinted(page)).toBe(2);
  await page.emulateMedia({ media: "screen" });

  await filter(page, "First cycle").selectOption("July 2026");
  await filter(page, "Last cycle").selectOption("May 2026");
  await expect(title(page)).toHaveText("The first cycle is later than the last one");
  await expect(filter(page, "First cycle")).toHaveValue(cycleIds[6]!);
  await page.getByRole("link", { name: "turn them round" }).click();
  await expect(title(page)).toHaveText("Company from May 2026 to July 2026");
  await filter(page, "Unit").selectOption(made.units["Division 3"]!);
  await expect(title(page)).toHaveText("Division 3 from May 2026 to July 2026");
  await page.emulateMedia({ media: "print" });
  expect(await pagesPrinted(page)).toBe(2);
});

test("a report on many cycles, with private and withdrawn ones, is on two pages of paper too", async ({
  page,
  lead,
}) => {
  const { spec, cycles } = eventful(4);
  const { cycleIds } = await lead("Vera", cycles, spec);
  for (const [last, month] of [
    [13, "February 2027"],
    [27, "April 2028"],
  ] as const) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(`/insights/report?from=${cycleIds[0]}&to=${cycleIds[last]}`);
    await expect(title(page)).toHaveText(`Company from January 2026 to ${month}`);
    await page.emulateMedia({ media: "print" });
    expect(await pagesPrinted(page)).toBe(2);
  }
  await page.emulateMedia({ media: "screen" });
  await expectAccessible(page);
});

test("a report on one duo, and on nothing yet, says what it cannot say", { tag: "@phone" }, async ({
  page,
  lead,
  arrange,
  openAs,
}) => {
  const spec = {
    people: { Vera: { leads: "Company" }, Ines: {}, Marc: {} },
    duos: { only: { ic: "Ines", manager: "Marc" } },
  };
  await lead("Vera", [{ duos: { only: "steady" } }], spec);
  await page.goto("/insights/report");
  await expect(title(page)).toHaveText("Company in January 2026");
  await expect(section(page, "What changed?")).toContainText(
    "One cycle has nothing to be compared with. Choose an earlier first cycle.",
  );
  await expect(section(page, "What kind of duos multiply?")).toContainText("Kinds are compared from 20");
  await openFilters(page);
  await expect(filter(page, "Last cycle")).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ media: "print" });
  expect(await pagesPrinted(page)).toBe(2);
  const empty = await openAs(await arrange(spec), "Vera", "/insights/report");
  await expect(title(empty)).toHaveText("Nothing is published yet");
});
