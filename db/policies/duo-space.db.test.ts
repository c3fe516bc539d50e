import { beforeAll, expect, test } from "vitest";
import type { Actor } from "@/testkit/scenes/policies";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

/** Who sees rows of a table while nobody has submitted, the IC alone, and both. */
type Readers = readonly [neither: readonly Actor[], one: readonly Actor[], both: readonly Actor[]];

const always = (...actors: readonly Actor[]): Readers => [actors, actors, actors];
const [author, theTwo] = [always("ic"), always("ic", "manager")];
const onceBoth: Readers = [["ic"], ["ic"], ["ic", "manager"]];
const inScope = ["vp", "directorA", "leaderInDuo"] as const;

/**
 * Every table about a duo, with the readers of those of its rows that a condition names: of the watched duo, and of what its
 * IC did where one of the two did it.
 */
const space: Readonly<Record<string, readonly (readonly [of: string, Readers])[]>> = {
  responses: [["author_id = :ic", author]],
  response_parts: [
    ...["A", "P", "note", "trust"].map((one) => [`author_id = :ic and class = '${one}'`, author] as const),
    ["author_id = :ic and stage = 'draft'", author],
    ["author_id = :ic and class = 'S' and stage = 'final'", onceBoth],
    ["author_id = :ic and class = 'comment' and stage = 'final'", onceBoth],
  ],
  trust_consents: [["person_id = :ic", author]],
  answer_withdrawals: [["person_id = :ic", author]],
  // That no reminder is needed is for the admin alone: the partner reads "not submitted".
  cycle_declines: [["person_id = :ic", always("ic", "admin")]],
  commitments: [["true", theTwo]],
  talking_points: [["true", theTwo]],
  duo_talks: [["true", theTwo]],
  moments: [["true", theTwo]],
  noted_actions: [["true", always("ic", "manager", ...inScope)]],
  duo_cycles: [["true", always("ic", "manager", "admin")]],
  duo_cycle_sides: [["true", always("ic", "manager", "admin")]],
  published_duos: [["true", always("ic", "manager", ...inScope)]],
  published_duo_partners: [["true", theTwo]],
  person_scores: [["person_id = :ic", author]],
};

beforeAll(async () => {
  const { org, cycle, published, duos, people } = on.scene;
  const place = `'${org}', '${cycle}', '${duos.watched}'`;
  for (const row of [
    `trust_consents (org_id, cycle_id, duo_id, person_id) values (${place}, '${people.ic}')`,
    `answer_withdrawals (org_id, cycle_id, duo_id, person_id, asked_in, carried_out_at) values ('${org}', '${published}', '${duos.watched}', '${people.ic}', 'open', now())`,
    `cycle_declines (org_id, cycle_id, duo_id, person_id) values (${place}, '${people.ic}')`,
    `commitments (org_id, cycle_id, duo_id, slot, content) values (${place}, 1, 'sealed')`,
    `talking_points (org_id, cycle_id, duo_id, codes) values (${place}, 'sealed')`,
    `duo_talks (org_id, cycle_id, duo_id, person_id) values (${place}, '${people.ic}')`,
    `moments (org_id, id, duo_id, written_by, content) values ('${org}', gen_random_uuid(), '${duos.watched}', '${people.ic}', 'sealed')`,
    `noted_actions (org_id, cycle_id, duo_id, kind, done_on, noted_by) values ('${org}', '${published}', '${duos.watched}', 'talked', '2026-01-10', '${people.vp}')`,
  ]) {
    await on.arrange(`insert into ${row}`);
  }
});

/** No role that serves pages reads these. */
const forNoPage = ["erasures", "published_duo_evidence"];

test("every table that names a duo is here", async () => {
  const { rows } = await on.arrange(
    `select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'duo_id'`,
  );
  expect(rows.map(({ table_name }) => table_name).sort()).toEqual(
    [...Object.keys(space), ...forNoPage].sort(),
  );
  for (const table of forNoPage) {
    for (const actor of ["ic", "vp", "admin", "reviewer"] as const)
      expect([table, await on.attempt("app", actor, `select from ${table}`)]).toEqual([table, "42501"]);
  }
});

test.each([
  [0, false, false],
  [1, true, false],
  [2, true, true],
] as const)(
  "in state %i, submitted by the IC %s and by the manager %s, the promised readers alone see each",
  async (state, ic, manager) => {
    const { duos, people } = on.scene;
    const rows = Object.entries(space).flatMap(([table, entries]) =>
      entries.map(([of, readers]) => ({ name: `${table} where ${of}`, table, of, readers: readers[state] })),
    );
    const query = rows
      .map(
        ({ name, table, of }) =>
          `select distinct $$${name}$$ as name from ${table} where duo_id = '${duos.watched}' and ${of.replaceAll(":ic", `'${people.ic}'`)}`,
      )
      .join(" union all ");
    // Without a row nobody would see one, and the test would prove nothing.
    const there = (await on.arrange(query)).rows.map(({ name }) => name);
    expect(there.sort()).toEqual(rows.map(({ name }) => name).sort());
    await on.setFinal(ic, manager);
    const seen = Object.entries(await on.seenBy(query));
    const readersOf = (name: string) =>
      seen.filter(([, names]) => names.includes(name)).map(([actor]) => actor);
    expect(rows.map(({ name }) => [name, readersOf(name).sort()])).toEqual(
      rows.map(({ name, readers }) => [name, [...readers].sort()]),
    );
  },
);
