import type { OrganizationSpec } from "../factories/organization";
import type { PublishedCycle } from "../factories/published";
import type { PublishedDuo } from "../factories/published-duo";

/** Names that are hard to show: without a blank, endless, of many emoji, written right to left. */
export const longTexts = {
  word: "Donaudampfschifffahrtsge",
  endless: "Wolfeschlegelsteinhausenbergerdorff".repeat(6).slice(0, 200),
  emoji: "\u{1F469}\u{1F3FD}\u200D\u{1F91D}\u200D\u{1F468}\u{1F3FF}".repeat(40),
  arabic: `${"عبدالرحمن".repeat(12)} ابنخلدون`,
} as const;

/** Sixty emoji that Unicode joins into one character, which no browser breaks. */
export const oneCharacter = Array.from({ length: 60 }, () => "\u{1F469}\u{1F3FD}").join("\u200D");

const units = Object.values(longTexts);
const duosPerUnit = 6;
const names = units.flatMap((unit, index) =>
  Array.from({ length: duosPerUnit }, (_, n) => ({ duo: `duo ${index} ${n}`, unit, name: `${unit}${n}` })),
);

/** Leads everything, runs the program, reads the audit log and is a partner: every page is theirs. */
export const longNamed = `${longTexts.endless}0`;

/** A company whose people, duos and units all have such names. */
export function longTextOrganization(): OrganizationSpec {
  const people: OrganizationSpec["people"] = {};
  const duos: OrganizationSpec["duos"] = {};
  for (const [index, { duo, unit, name }] of names.entries()) {
    const manager = `M${name}`;
    people[name] = { email: `ic.${index}.${crypto.randomUUID()}@example.test` };
    people[manager] = { email: `manager.${index}.${crypto.randomUUID()}@example.test` };
    duos[duo] = { ic: name, manager, unit };
  }
  people[longNamed] = {
    email: `${"a".repeat(60)}.${crypto.randomUUID()}@${"example".repeat(8)}.test`,
    leads: longTexts.word,
    admin: true,
    reviewer: true,
  };
  const [root, ...others] = units;
  return {
    units: { [root!]: {}, ...Object.fromEntries(others.map((unit) => [unit, { parent: root! }])) },
    people,
    duos,
  };
}

/** Three cycles: duos change in the second, the third was withdrawn for a reason of 200 letters. */
export function longTextCycles(): PublishedCycle[] {
  const all = (status: (index: number) => PublishedDuo) =>
    Object.fromEntries(names.map(({ duo }, index) => [duo, status(index)]));
  const changed = (index: number): PublishedDuo =>
    index % 3 === 0 ? { status: "diverging", reason: "declining" } : index % 3 === 1 ? "strained" : "steady";
  return [
    { duos: all(() => "steady") },
    { duos: all(changed) },
    { duos: all(() => "steady"), withdrawn: longTexts.endless },
  ];
}
