import { type SQL, sql } from "drizzle-orm";
import { queryAsAuth } from "../client";
import { isPresent } from "./present-people";

export type SessionRow = {
  orgId: string;
  organization: string;
  personId: string;
  userId: string;
  name: string;
  email: string;
  timeZone: string;
  organizationTimeZone: string;
  locale: string;
  signedInAt: Date | string;
  isAdmin: boolean;
  isReviewer: boolean;
  leads: string[];
  /** Whether a mailed link would be enough to sign the person in. */
  mailSuffices: boolean;
};

/**
 * Whether signing in by a method is enough under the organization's rule for people with a role. The function is asked
 * only where the rule is in force.
 */
const suffices = (method: SQL) => sql`(not o.strong_sign_in or sign_in_suffices(p.org_id, p.id, ${method}))`;
const sessionSuffices = suffices(sql`s.method`);

/**
 * Who a session belongs to, with the grants in force at this moment: one statement, one round trip. Nobody where the
 * organization asks people with a role for more than this session was opened with. The time of signing in is given in
 * the product's clock, which a demo may shift; a session's end is in real time.
 */
export async function findSession(tokenHash: string): Promise<SessionRow | undefined> {
  const rows = await queryAsAuth<SessionRow>(sql`
    select p.org_id as "orgId", o.name as organization, p.id as "personId", p.user_id as "userId", p.name, p.email,
      p.time_zone as "timeZone", o.time_zone as "organizationTimeZone", p.language as locale, app_now() - (now() - s.created_at) as "signedInAt",
      coalesce(bool_or(g.role = 'admin'), false) as "isAdmin",
      coalesce(bool_or(g.role = 'reviewer'), false) as "isReviewer",
      coalesce(array_agg(g.unit_id::text) filter (where g.role = 'leader'), '{}') as leads,
      ${suffices(sql`'email'`)} as "mailSuffices"
    from sessions s
    join people p on p.user_id = s.user_id and ${isPresent("p")}
    join organizations o on o.id = p.org_id
    left join role_grants g on g.org_id = p.org_id and g.person_id = p.id and g.revoked_at is null
    where s.session_token = ${tokenHash} and s.expires > now() and ${sessionSuffices}
    group by p.org_id, p.id, o.name, o.time_zone, o.strong_sign_in, s.created_at`);
  return rows[0];
}

type HeldRow = Omit<SessionRow, "isAdmin" | "isReviewer" | "leads" | "mailSuffices" | "email"> & {
  /** Whether the person has a passkey already. */
  hasPasskey: boolean;
  now: Date | string;
};

/** Whose session it is that the rule makes good for nothing but signing in by a passkey or the company's account. */
export async function findHeldSession(tokenHash: string): Promise<HeldRow | undefined> {
  const rows = await queryAsAuth<HeldRow>(sql`
    select p.org_id as "orgId", o.name as organization, p.id as "personId", p.user_id as "userId", p.name,
      p.time_zone as "timeZone", o.time_zone as "organizationTimeZone", p.language as locale,
      app_now() - (now() - s.created_at) as "signedInAt", app_now() as now,
      exists (select from passkeys k where k.org_id = p.org_id and k.person_id = p.id) as "hasPasskey"
    from sessions s
    join people p on p.user_id = s.user_id and ${isPresent("p")}
    join organizations o on o.id = p.org_id
    where s.session_token = ${tokenHash} and s.expires > now() and not ${sessionSuffices}`);
  return rows[0];
}
