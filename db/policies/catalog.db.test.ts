import { describe, expect, test } from "vitest";
import { instrument } from "@/lib/instrument/instrument";
import { stage } from "@/testkit/scenes/stage";
import { withClient } from "../setup/create-database";

const on = stage();
const roles = ["app", "auth", "publisher", "worker"] as const;
const names = async (query: string) =>
  (await on.arrange(query)).rows.map((row) => Object.values(row).join(" "));

/** Of the product's own schemas; the queue's and the migrations' are Twofold's too. */
const ourSchemas = "n.nspname in ('public', 'graphile_worker', 'drizzle')";
/** Tables that hold nothing of an organization. */
const shared = "('installation', 'instrument_versions')";

describe("row-level security", () => {
  test("is enabled and forced on every table of an organization, which the owner role owns", async () => {
    expect(
      await names(`
        select c.relname from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and (not c.relrowsecurity or not c.relforcerowsecurity or c.relowner <> 'twofold_owner'::regrole)
          and c.relname not in ${shared}`),
    ).toEqual([]);
  });

  test("without an identity shows nothing", async () => {
    const tables = await names(
      `select distinct table_name from information_schema.column_privileges where grantee = 'twofold_app' and privilege_type = 'SELECT' and table_schema = 'public' and table_name not in ${shared}`,
    );
    expect(tables.length).toBeGreaterThan(15);
    await withClient(on.database.urls.app, async (client) => {
      for (const table of tables) {
        const { rows } = await client.query(`select count(*)::int as n from ${table}`);
        expect(`${table} ${rows[0].n}`).toBe(`${table} 0`);
      }
    });
  });
});

describe("views and functions", () => {
  test("no view has more rights than its reader, but one", async () => {
    expect(
      await names(`
        select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
          and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce('security_invoker=true' = any(c.reloptions), false)))`),
      // It alone gives what a row carries of the one before; its rows are those of the table (readable-duos).
    ).toEqual(["readable_duos"]);
  });

  test("the functions with more rights than their caller are these, each for the roles that need it", async () => {
    expect(
      await names(`
        select n.nspname || '.' || p.proname, array_to_string(array(
          select a.grantee::regrole::text from aclexplode(p.proacl) a where a.grantee <> p.proowner order by 1), ' ')
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ourSchemas} order by 1`),
    ).toEqual([
      "graphile_worker.twofold_enqueue twofold_app twofold_auth twofold_owner twofold_publisher",
      "public.answers_are_fixed twofold_app",
      "public.ask_about_address ",
      "public.audit_chain_state twofold_app",
      "public.audit_log_rightful ",
      "public.audit_names twofold_app",
      "public.cancel_cycle twofold_app",
      "public.carry_out_ends twofold_publisher",
      "public.carry_out_first ",
      "public.carry_out_withdrawals twofold_publisher",
      "public.change_organization twofold_app",
      "public.change_retention twofold_app",
      "public.change_strong_sign_in twofold_app",
      "public.close_cycle twofold_app",
      "public.close_due_cycle twofold_publisher",
      "public.coming_mode twofold_worker",
      "public.complete_duos twofold_app",
      "public.decide_address_change twofold_app",
      "public.decline_cycle twofold_app",
      "public.discard_old_imports twofold_worker",
      "public.end_answers twofold_publisher",
      "public.end_decline ",
      "public.end_of_duo twofold_worker",
      "public.end_of_role twofold_worker",
      "public.ended_duos twofold_app",
      "public.ended_readings_of_mail twofold_worker",
      "public.erase_person twofold_app",
      "public.erased_among twofold_app",
      "public.erasure_position twofold_auth",
      "public.erasure_refusal twofold_app",
      "public.extend_cycle twofold_app",
      "public.failed_mails_of_no_use twofold_app",
      "public.forget_sent_mails ",
      "public.found_organization twofold_auth",
      "public.invitation_facts twofold_worker",
      "public.is_writable_duo twofold_app",
      "public.launch_findings twofold_app",
      "public.leaders_of_own_duos twofold_app",
      "public.lines_after twofold_auth",
      "public.lock_cycle ",
      "public.lock_duo ",
      "public.lock_duo_cycle ",
      "public.lock_roster twofold_app",
      "public.mail_health twofold_app",
      "public.mail_of_no_use twofold_worker",
      "public.mark_audit_streamed twofold_worker",
      "public.master_key_ids twofold_auth",
      "public.note_audit_check twofold_worker",
      "public.note_changes ",
      "public.note_erasure ",
      "public.note_filed twofold_auth",
      "public.note_grant ",
      "public.note_noted_action ",
      "public.note_program ",
      "public.note_rename ",
      "public.note_stop ",
      "public.nudge_missing twofold_app",
      "public.nudge_reach twofold_app",
      "public.open_cycle twofold_app",
      "public.open_due_cycle twofold_publisher",
      "public.own_account twofold_app",
      "public.own_noted_actions twofold_app",
      "public.partner_time_zone twofold_app",
      "public.pause_of_duo twofold_worker",
      "public.people_end_their_duos ",
      "public.people_erased_kept ",
      "public.people_one_admin_stays ",
      "public.planned_cycles_transition ",
      "public.preview_erasure twofold_app",
      "public.queue_reminders twofold_publisher",
      "public.readers_of_duo twofold_worker",
      "public.reminder_facts twofold_worker",
      "public.remove_ended_answers twofold_publisher",
      "public.replay_erasure twofold_auth",
      "public.replay_withdrawal twofold_auth",
      "public.retry_job twofold_app",
      "public.retry_mails twofold_app",
      "public.revealed_duos twofold_app",
      "public.role_grants_one_admin_stays ",
      "public.role_still_held ",
      "public.roster_duos twofold_app",
      "public.roster_people twofold_app",
      "public.seal_audit twofold_worker",
      "public.share_trust twofold_app",
      "public.shared_trust twofold_app",
      "public.standing_grants twofold_worker",
      "public.step_import twofold_app",
      "public.take_back_decline twofold_app",
      "public.take_back_trust twofold_app",
      "public.take_setup_link twofold_auth",
      "public.take_turn ",
      "public.tell_address_of_partner ",
      "public.tell_ended_duos ",
      "public.tell_ended_role ",
      "public.tell_moved_duos ",
      "public.tell_new_reader ",
      "public.tell_partner twofold_app",
      "public.tell_paused_duos ",
      "public.tell_replaced_partners ",
      "public.tell_role ",
      "public.undo_retention twofold_app",
      "public.units_end_empty ",
      "public.viewer_is_here twofold_app",
      "public.withdraw_answers twofold_app",
      "public.withdraw_cycle twofold_app",
      "public.withdrawal_stage twofold_app",
      "public.writable_duos twofold_app",
      "public.write_roster_duos twofold_app",
      "public.write_roster_people twofold_app",
      "public.write_roster_units twofold_app",
    ]);
  });

  test("a function that no role may call is called by nobody", async () => {
    for (const call of [
      `end_answering('${on.scene.cycle}', false)`,
      `remove_answers('${on.scene.cycle}', '${on.scene.duos.watched}', '${on.scene.people.manager}')`,
      "instant_in_zone(now()::timestamp, 'UTC')",
      `begin_cycle('scoped', '2036-01-01T00:00', 'UTC', '${instrument.version}', '1')`,
      `missing_people('${on.scene.cycle}')`,
      "reminder_due(now(), 'UTC')",
      "known_zone('UTC', 'UTC')",
      "until_working_hours('UTC')",
      "admin_org()",
      "leave_on_their_day()",
      "an_admin_stays(null, true)",
      `people_with_begun_partners('${on.scene.org}', '{}')`,
      "tell_address_set('{}')",
      `address_mail_key('${on.scene.people.ic}', '${on.scene.people.manager}', now())`,
      `end_mail_key('${on.scene.duos.watched}', '${on.scene.people.ic}', today())`,
      "why_no_use(null)",
      "insert_organization('{}')",
      "audit_link_hash('', 1, now(), '')",
      `remove_person('${on.scene.people.ic}')`,
    ]) {
      for (const role of roles) {
        expect([call, role, await on.attempt(role, "admin", `select ${call}`)]).toEqual([
          call,
          role,
          "42501",
        ]);
      }
    }
  });
});

describe("PUBLIC, which is everybody who may connect", () => {
  test("has no privilege on our databases, schemas, tables, columns, sequences or functions", async () => {
    expect(
      await names(`
        select 'schema ' || n.nspname from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
          where a.grantee = 0 and ${ourSchemas}
        union all select 'relation ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
          where a.grantee = 0 and ${ourSchemas}
        union all select 'column ' || t.attname from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(t.attacl) a
          where a.grantee = 0 and ${ourSchemas}
        union all select 'function ' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
          where a.grantee = 0 and ${ourSchemas}
        union all select 'database ' || d.datname || ' ' || a.privilege_type from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
          where a.grantee = 0 and d.datname in (current_database(), 'postgres', 'template1')`),
    ).toEqual([]);
  });

  test("there is no type of ours to use beside those of tables", async () => {
    expect(
      await names(`
        select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
        where n.nspname = 'public' and t.typtype <> 'b' and coalesce(c.relkind, 'x') not in ('r', 'v')`),
    ).toEqual([]);
  });

  test.each(roles)(
    "%s gets no temporary table, no large object, no code of its own, no other database",
    async (role) => {
      for (const statement of [
        "create temporary table t (id int)",
        "create table public.t (id int)",
        "create schema s",
        "select lo_create(0)",
        "select lo_from_bytea(0, 'x')",
        "select lo_put(1, 0, 'x')",
        "do $$ begin perform 1; end $$",
      ]) {
        expect([statement, await on.attempt(role, "admin", statement)]).toEqual([statement, "42501"]);
      }
      const url = Object.assign(new URL(on.database.urls[role]), { pathname: "/postgres" }).href;
      await expect(withClient(url, (client) => client.query("select 1"))).rejects.toThrow(
        /permission denied/,
      );
    },
  );
});
