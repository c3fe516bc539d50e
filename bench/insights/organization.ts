import { randomUUID } from "node:crypto";
import type pg from "pg";
import { asOwner } from "@/db/setup/as-owner";
import { promiseVersion } from "@/lib/domain/cycles";
import { pairTypes } from "@/lib/domain/pair-types";
import { type CellMeasure, sharedDimensionCodes } from "@/lib/domain/published";
import { instrument } from "@/lib/instrument/instrument";
import type { MadePerson } from "@/testkit/factories/organization";
import { recountUnits } from "@/testkit/factories/unit-counts";

const duosPerTeam = 11;
const branching = 10;

export type PublishedOrganization = {
  orgId: string;
  /** Leads the whole company and is in no duo. */
  leader: MadePerson;
  rootId: string;
  /** A unit in the middle of the tree and one at its bottom. */
  unitIds: readonly string[];
  cycleIds: readonly string[];
  duoId: string;
};

/**
 * An organization with every cycle published: rows as a publication writes them, made by set-based SQL instead of the
 * engine, because what is measured is how they are read. They are inserted cycle by cycle, as publications do. A duo's
 * state lasts about a year, and one duo in fourteen is incomplete.
 */
export async function insertPublished(
  owner: pg.ClientBase,
  duos: number,
  cycleCount: number,
): Promise<PublishedOrganization> {
  const orgId = randomUUID();
  const leader = { orgId, id: randomUUID(), name: "Vera", email: `vera.${orgId}@bench.example` };
  const run = async (text: string, ...values: unknown[]) => {
    const result = await owner.query(text, [orgId, ...values]);
    // Each step reads what the ones before it wrote.
    await owner.query("analyze");
    return result;
  };
  let facts: Omit<PublishedOrganization, "orgId" | "leader"> | undefined;
  await asOwner(owner, async () => {
    await run("insert into organizations (id, name) values ($1, $2)", `Bench ${duos}`);
    await owner.query(
      "insert into instrument_versions (version, fingerprint) values ($1, 'made by a bench') on conflict do nothing",
      [instrument.version],
    );
    await run(tree(Math.ceil(duos / duosPerTeam)));
    await run(people, duos);
    await run(
      "insert into people (org_id, id, external_id, name, given_name, email) values ($1, $2, 'leader', 'Vera Example', 'Vera', $3)",
      leader.id,
      leader.email,
    );
    await run(
      "insert into role_grants (org_id, id, person_id, role, unit_id) select $1, $2, $3, 'leader', id from units where org_id = $1 and parent_id is null",
      randomUUID(),
      leader.id,
    );
    await run(roster, duos, pairTypes);
    await run(calendar, cycleCount, instrument.version, promiseVersion);
    await run(frozenTrees);
    await run(publications);
    await run(enrolment);
    await run(duoRows, sharedDimensionCodes);
    await insertCounts(owner, orgId);
    await run(cells, measures);
    await run(readers, leader.id);
    const { rows: units } = await run(
      "select id from units where org_id = $1 order by cardinality(lineage), name",
    );
    const { rows: cycles } = await run("select id from cycles where org_id = $1 order by number desc");
    const { rows: some } = await run("select id from duos where org_id = $1 order by display_name limit 1");
    const unitIds = units.map(({ id }) => id as string);
    facts = {
      rootId: unitIds[0]!,
      unitIds: [unitIds[1]!, unitIds.at(-1)!],
      cycleIds: cycles.map(({ id }) => id as string),
      duoId: some[0].id,
    };
  });
  // As autovacuum leaves the tables within a minute of a publication.
  await owner.query("vacuum (analyze) published_duos, published_cells, published_unit_counts, cell_readers");
  return { orgId, leader, ...facts! };
}

/** What a publication in `scoped` masks. */
const measures = [
  "dimension:TRUST",
  "watch",
  "verdict:level",
  "verdict:dimension:TRUST",
] as const satisfies readonly CellMeasure[];

/** What the rows of each unit add up to, as a publication counts them. */
async function insertCounts(owner: pg.ClientBase, orgId: string): Promise<void> {
  const { rows: cycles } = await owner.query<{ id: string }>(
    "select id from cycles where org_id = $1 order by number",
    [orgId],
  );
  for (const { id: cycleId } of cycles) await recountUnits(owner, { orgId, cycleId });
}

/** A reproducible number from 0 to 1 for a text. */
const draw = (text: string) => `(('x' || substr(md5(${text}), 1, 6))::bit(24)::int / 16777216.0)`;
/** The same uuid for the same text, with the bits that RFC 9562 asks for. */
const id = (text: string) =>
  `overlay(overlay(md5($1::text || ${text}) placing '4' from 13) placing '8' from 17)::uuid`;

/** A root, and below it levels of ten times as many units, down to the teams. */
function tree(teams: number): string {
  const widths = [1];
  while (widths.at(-1)! < teams) widths.push(Math.min(teams, widths.at(-1)! * branching));
  return `
    with recursive wanted as (
      select depth, n from unnest(array[${widths.join(",")}]) with ordinality w(width, depth), generate_series(0, width - 1) n
    ), made as (
      select depth, n, null::uuid as parent_id, ${id("'u' || depth || '.' || n")} as id, array[${id("'u' || depth || '.' || n")}] as lineage
      from wanted where depth = 1
      union all
      select w.depth, w.n, m.id, ${id("'u' || w.depth || '.' || w.n")}, m.lineage || ${id("'u' || w.depth || '.' || w.n")}
      from wanted w join made m on w.depth = m.depth + 1 and m.n = w.n / ${branching}
    )
    insert into units (org_id, id, parent_id, name, lineage)
    select $1::uuid, id, parent_id, case depth when 1 then 'Company' else 'Unit ' || depth || '.' || n end, lineage from made`;
}

const people = `
  insert into people (org_id, id, external_id, name, given_name, email)
  select $1::uuid, ${id("'p' || n")}, n, 'Person ' || n, 'Person', n || '.' || $1::text || '@bench.example'
  from generate_series(0, 2 * $2::int - 1) n`;

const roster = `
  with teams as (
    select id, row_number() over (order by name) - 1 as n, count(*) over () as total
    from units u where org_id = $1::uuid and not exists (select from units below where below.org_id = $1::uuid and below.parent_id = u.id)
  )
  insert into duos (org_id, id, display_name, pair_type, unit_id, ic_person_id, manager_person_id, started_on)
  select $1::uuid, ${id("'d' || d")}, 'Person ' || 2 * d || ' & Person ' || 2 * d + 1,
    ($3::text[])[1 + d % 6], teams.id, ${id("'p' || 2 * d")}, ${id("'p' || 2 * d + 1")}, date '2023-01-01' + d % 900
  from generate_series(0, $2::int - 1) d join teams on teams.n = d % teams.total`;

const calendar = `
  insert into cycles (org_id, id, number, state, sharing_mode, instrument_version, promise_version, time_zone,
    closes_local, opens_at, closes_at, closed_at, published_at)
  select $1::uuid, ${id("'c' || n")}, n, 'published', 'scoped', $3, $4, 'UTC', '2026-01-21T09:00',
    opens, opens + interval '21 days', opens + interval '21 days', opens + interval '22 days'
  from (select n, date_trunc('day', now()) - make_interval(months => $2::int - n + 1) as opens
    from generate_series(1, $2::int) n) dated`;

const frozenTrees = `
  insert into cycle_units (org_id, cycle_id, unit_id, parent_id, name, platform, lineage)
  select $1::uuid, c.id, u.id, u.parent_id, u.name, u.platform, u.lineage
  from cycles c join units u on u.org_id = c.org_id where c.org_id = $1::uuid`;

const publications = `
  insert into publications (org_id, cycle_id, published_at, engine_version, instrument_version, sharing_mode)
  select $1::uuid, id, published_at, '1', instrument_version, sharing_mode from cycles where org_id = $1::uuid`;

const enrolment = `
  insert into duo_cycles (org_id, cycle_id, duo_id, unit_id, display_name, pair_type, ic_person_id, manager_person_id,
    grade_gap, tenure_months, first_cycle, closed)
  select $1::uuid, c.id, d.id, d.unit_id, d.display_name, d.pair_type, d.ic_person_id, d.manager_person_id,
    floor(${draw("d.id::text")} * 4) - 1, 6 + c.number, false, true
  from cycles c join duos d on d.org_id = c.org_id where c.org_id = $1::uuid order by c.number`;

/** The state of a duo in a cycle: it changes about once in twelve. */
const stateIn = (cycle: string) => {
  const spell = draw(`dc.duo_id::text || (${cycle} + ascii(dc.duo_id::text)) / 12`);
  return `case when ${spell} < 0.38 then 'multiplying' when ${spell} < 0.80 then 'steady'
    when ${spell} < 0.93 then 'strained' when ${spell} < 0.97 then 'diverging' else 'not-enough-data' end`;
};

const duoRows = `
  with said as (
    select dc.*, c.number, c.opens_at, u.lineage, ${draw("dc.duo_id::text || c.number || 'x'")} < 0.93 as is_complete,
      ${stateIn("c.number")} as state, ${stateIn("c.number - 1")} as state_before, ${draw("dc.duo_id::text || c.number")} as noise
    from duo_cycles dc
    join cycles c on c.org_id = dc.org_id and c.id = dc.cycle_id
    join units u on u.org_id = dc.org_id and u.id = dc.unit_id
    where dc.org_id = $1::uuid
  ), levelled as (
    select *, case state when 'not-enough-data' then null else 5 * round((array_position(array['diverging', 'strained', 'steady', 'multiplying'], state) * 9 + 38 + noise * 12) / 5) end as points
    from said
  )
  insert into published_duos (org_id, cycle_id, duo_id, unit_id, lineage, ic_person_id, manager_person_id, sharing_mode,
    display_name, pair_type, grade_distance, tenure_months, line_manager, team_size, platform, complete, status, reason,
    since_cycle_id, since_on, status_cycles,
    level, level_band, agreement, dimension_bands, previous_status, previous_level,
    previous_lineage)
  select org_id, cycle_id, duo_id, unit_id, lineage, ic_person_id, manager_person_id, 'scoped', display_name, pair_type,
    abs(grade_gap), tenure_months, noise < 0.5, (array['to-5', '6-to-10', 'over-10'])[1 + floor(noise * 2.99)::int], noise < 0.2,
    is_complete, case when is_complete then state end,
    case when not is_complete then '' when state = 'diverging' then 'declining' when state = 'strained' then 'low' else '' end,
    case when is_complete then cycle_id end, case when is_complete then opens_at::date end, case when is_complete then 1 else 0 end,
    case when is_complete then points end,
    case when not is_complete or points is null then null when points < 40 then 'low' when points < 70 then 'middle' else 'high' end,
    case when is_complete and points is not null then (array['low', 'some', 'high'])[1 + floor(noise * 2.99)::int] end,
    case when is_complete and points is not null then (select jsonb_object_agg(code, (array['low', 'middle', 'high'])[1 + floor(noise * 2.99)::int]) from unnest($2::text[]) code) end,
    case when is_complete and number > 1 then state_before end, null, case when is_complete and number > 1 then lineage end
  from levelled order by number`;

const cells = `
  with sized as (
    select u.id, u.lineage, count(d.id)::int as duos
    from units u join units below on below.org_id = u.org_id and below.lineage @> array[u.id]
    join duos d on d.org_id = below.org_id and d.unit_id = below.id
    where u.org_id = $1::uuid group by u.id, u.lineage
  ), drawn as (
    select s.*, c.id as cycle_id, c.number, m as measure, ${draw("s.id::text || c.number || m")} as noise,
      s.duos >= 7 and (s.duos > 50 or ${draw("s.id::text || c.number")} < 0.85) as is_visible
    from sized s, cycles c, unnest($2::text[]) m where c.org_id = $1::uuid
  )
  insert into published_cells (org_id, cycle_id, unit_id, lineage, measure, pair_type, visible, hidden_reason, counted,
    enrolled, value, low, high, band, verdict)
  select $1::uuid, cycle_id, id, lineage, measure, 'all', is_visible, case when not is_visible then 'complementary' end,
    case when is_visible then ceil(duos * 0.93) end, case when is_visible then duos end,
    case when is_visible and measure = 'dimension:TRUST' then 5 * round((55 + 20 * noise) / 5) end,
    case when is_visible and measure = 'dimension:TRUST' and ceil(duos * 0.93) >= 20 then 50 end,
    case when is_visible and measure = 'dimension:TRUST' and ceil(duos * 0.93) >= 20 then 78 end,
    case when is_visible and measure = 'watch' then 'to-20' end,
    case when is_visible and measure like 'verdict:%' then 'not-distinguishable' end
  from drawn order by number`;

const readers = `
  insert into cell_readers (org_id, cycle_id, unit_id, measure, pair_type, person_id)
  select org_id, cycle_id, unit_id, measure, pair_type, $2::uuid from published_cells where org_id = $1::uuid`;
