import type { OrganizationSpec } from "../factories/organization";
import type { PublishedCycle } from "../factories/published";
import type { PublishedDuo } from "../factories/published-duo";

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
const homes: Record<string, readonly string[]> = {
  Company: names("c", 4),
  Product: names("p", 8),
  Platform: names("q", 8),
  Labs: names("l", 2),
};
const all = Object.values(homes).flat();

/**
 * A company of 22 duos for tests of insights: Product (p1 to p8), Platform (q1 to q8), Labs (l1, l2), too small to be
 * shown, and four at the top (c1 to c4), so that no second unit has to be hidden. Vera leads the company, Dina Product,
 * and Paul Platform, where he is the manager of q1. The manager of p8 is the line manager, in a team of twelve.
 */
export function insightsOrganization(): OrganizationSpec {
  const people: OrganizationSpec["people"] = {
    Vera: { leads: "Company" },
    Dina: { leads: "Product" },
    Paul: { leads: "Platform" },
  };
  const duos: OrganizationSpec["duos"] = {};
  for (const [unit, members] of Object.entries(homes)) {
    for (const name of members) {
      const manager = name === "q1" ? "Paul" : `M${name}`;
      people[`I${name}`] = {};
      people[manager] ??= {};
      const facts = name === "p8" ? ({ lineManager: true, teamSize: 12 } as const) : {};
      duos[name] = { ic: `I${name}`, manager, unit, ...facts };
    }
  }
  return {
    units: {
      Company: {},
      Product: { parent: "Company" },
      Platform: { parent: "Company" },
      Labs: { parent: "Company" },
    },
    people,
    duos,
  };
}

/** Every duo steady but those told otherwise. */
export function steadyBut(others: Record<string, PublishedDuo> = {}): Record<string, PublishedDuo> {
  return { ...Object.fromEntries(all.map((name) => [name, "steady" as const])), ...others };
}

/** Two cycles between which p2 and q1 come to diverge, p3 does not answer and l1 is strained. */
export const twoCycles: readonly [PublishedCycle, PublishedCycle] = [
  { duos: steadyBut({ p1: "multiplying", p2: "multiplying", q1: "multiplying", q2: "strained" }) },
  {
    duos: steadyBut({
      p1: "multiplying",
      p2: { status: "diverging", reason: "declining" },
      p3: "incomplete",
      q1: { status: "diverging", reason: "apart" },
      q2: "strained",
      l1: { status: "strained", reason: "low" },
    }),
  },
];
