import type { FreshDatabase } from "../database/fresh-database";

/**
 * What contradicts the ends of a roster today, in words; empty where all is right: living duos of people or in units that
 * have ended or with another end than the first of their own, their people's and their units', ended ones of which that is not
 * the own end, living units below ended ones, a root with an end, leaders of ended units, and ended duos in an open cycle.
 */
export async function contradictedEnds(
  { admin }: Pick<FreshDatabase, "admin">,
  orgId: string,
): Promise<string[]> {
  const { rows } = await admin.query<{ what: string }>(
    `select 'duo of ' || p.name as what from duos d join people p on p.org_id = d.org_id and p.id in (d.ic_person_id, d.manager_person_id)
       where d.org_id = $1 and p.ended_on <= today() and (d.ended_on is null or d.ended_on > today())
     union all select 'duo in ' || u.name from duos d join units u on u.org_id = d.org_id and u.id = d.unit_id
       where d.org_id = $1 and u.ended_on <= today() and (d.ended_on is null or d.ended_on > today())
     union all select 'end of ' || d.display_name from duos d where d.org_id = $1 and d.ended_on is distinct from case
         when d.ended_on <= today() then d.own_ended_on
         else least(d.own_ended_on, (select min(p.ended_on) from people p where p.org_id = d.org_id and p.id in (d.ic_person_id, d.manager_person_id)),
           (select min(a.ended_on) from units u join units a on a.org_id = u.org_id and a.id = any (u.lineage) where u.org_id = d.org_id and u.id = d.unit_id)) end
     union all select 'unit below ' || a.name from units u join units a on a.org_id = u.org_id and a.id = any (u.lineage)
       where u.org_id = $1 and a.ended_on <= today() and (u.ended_on is null or u.ended_on > today())
     union all select 'end of the root' from units where org_id = $1 and parent_id is null and ended_on is not null
     union all select 'leader of ' || u.name from role_grants g join units u on u.org_id = g.org_id and u.id = g.unit_id
       where g.org_id = $1 and g.revoked_at is null and u.ended_on <= today()
     union all select 'in the cycle: ' || d.display_name from duos d join duo_cycles e on e.org_id = d.org_id and e.duo_id = d.id
       join cycles c on c.org_id = e.org_id and c.id = e.cycle_id and c.state = 'open'
       where d.org_id = $1 and d.ended_on <= today() and not e.closed`,
    [orgId],
  );
  return rows.map(({ what }) => what);
}
