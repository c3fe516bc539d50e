import { describe, expect, test } from "vitest";
import { everybody, stage } from "@/testkit/scenes/stage";

const on = stage();
const roles = ["app", "auth", "publisher", "worker"] as const;
const names = async (query: string) =>
  (await on.arrange(query)).rows.map((row) => Object.values(row).join(" "));

describe("what a role may write", () => {
  /** Columns that the database fills: with its clock, or with the session's person. */
  const stamped = `
    select r.role || ' ' || c.relname || '.' || a.attname from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      cross join unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) r(role)
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and pg_get_expr(d.adbin, d.adrelid) ~ 'now\\(\\)|current_setting'
      and (has_column_privilege(r.role, c.oid, a.attnum, 'INSERT') or has_column_privilege(r.role, c.oid, a.attnum, 'UPDATE'))
    order by 1`;

  test("no time and no actor, but where a policy or a trigger compares them with the clock", async () => {
    expect(await names(stamped)).toEqual([
      // The policy of a response's beginning and the trigger of its changes ask for this very moment.
      "twofold_app responses.promise_accepted_at",
      "twofold_app responses.updated_at",
      // next-auth's tables: the time of signing in, by the role that signs in.
      "twofold_auth sessions.created_at",
      "twofold_worker outbox.due_at",
    ]);
  });

  test("no role of the product deletes anything but what is a person's own to take back, a right to read, or what has expired", async () => {
    expect(
      await names(`
        select r.role || ' ' || c.relname from pg_class c, unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) r(role)
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(r.role, c.oid, 'DELETE') order by 1`),
    ).toEqual([
      "twofold_app commitments",
      "twofold_app duo_talks",
      "twofold_app moments",
      "twofold_app noted_actions",
      "twofold_app rate_limits",
      "twofold_app response_parts",
      "twofold_auth accounts",
      "twofold_auth passkey_challenges",
      "twofold_auth passkeys",
      "twofold_auth rate_limits",
      "twofold_auth sessions",
      "twofold_auth users",
      "twofold_auth verification_tokens",
      "twofold_publisher cell_readers",
    ]);
    expect(
      await names(`
        select r.role || ' ' || c.relname || ' ' || p.name from pg_class c,
          unnest(array['twofold_app', 'twofold_auth', 'twofold_publisher', 'twofold_worker']) r(role),
          unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) p(name)
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(r.role, c.oid, p.name)`),
    ).toEqual([]);
  });

  test("no role changes what may be looked up or who owns it", async () => {
    for (const role of roles) {
      for (const statement of [
        "alter table response_parts disable row level security",
        "drop policy response_parts_author_reads on response_parts",
        "alter table cycles disable trigger cycles_transition",
        "set local session_replication_role = replica",
        "set local role twofold_owner",
      ]) {
        expect([role, statement, await on.attempt(role, everybody[0]!, statement)]).toEqual([
          role,
          statement,
          "42501",
        ]);
      }
    }
  });
});
