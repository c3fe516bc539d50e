import { describe, expect, test } from "vitest";
import { isVisible } from "@/lib/domain/characters";
import { stage } from "@/testkit/scenes/stage";

const on = stage();

/** Columns of text that people are shown as it was typed, each under the check that keeps it as it can be shown. */
const shown = [
  ["organizations", "name", "organizations_name"],
  ["people", "name", "people_names"],
  ["people", "given_name", "people_names"],
  ["people", "external_id", "people_ids"],
  ["units", "name", "units_name"],
  ["units", "external_id", "units_ids"],
  ["duos", "display_name", "duos_name"],
  ["duos", "external_id", "duos_ids"],
  ["custom_questions", "wording", "custom_questions_wording"],
  ["roster_import_files", "name", "roster_import_files_name"],
  ["passkeys", "name", "passkeys_name"],
] as const;
const invisible = [
  " ",
  "\t",
  "\u00a0",
  "\u200b",
  "\u2060\u200f",
  "\u2800",
  "\u3164",
  "\ufeff",
  "\u00ad",
  "\u0301",
];
const notInOneLine = ["a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202eb", "a\u2067b"];
const names = ["Ann", "Nguyễn Thị", "می\u200cخواهم", "אבג\u200f", "👩🏽\u200d💻", "e\u0301"];

/** What refuses one row of the table with that value, or undefined; nothing of it is kept. */
async function refusal(table: string, column: string, value: string): Promise<string | undefined> {
  await on.arrange("savepoint before");
  try {
    await on.arrange(
      `update ${table} set ${column} = '${value}' where ctid = (select min(ctid) from ${table})`,
    );
    return undefined;
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? String(error);
  } finally {
    await on.arrange("rollback to before");
  }
}

/** Texts that need no such check, under the reason why. */
const others: Record<string, string> = {
  "of signing in, written by the role of that, and shown to nobody":
    "accounts.access_token accounts.id_token accounts.provider accounts.provider_account_id accounts.refresh_token accounts.scope accounts.session_state accounts.token_type accounts.type passkey_challenges.hash passkeys.credential_id passkeys.public_key passkeys.transports sessions.session_token setup_links.token_hash users.email users.image users.name verification_tokens.code_hash verification_tokens.identifier verification_tokens.token",
  "names and codes that functions copy from where they have a check":
    "cycle_units.label cycle_units.name duo_cycles.display_name duo_cycles.pair_type person_scores.side published_duos.display_name published_duos.pair_type published_duos.search_name",
  "a pair of columns that a check lists": "audit_log.action audit_log.area custom_questions.kind",
  "hashes, keys and versions that the program makes":
    "audit_chains.checked_hash erasures.hash instrument_versions.fingerprint instrument_versions.version organization_keys.master_id outbox.key people.erased_address_digest people.erased_digest publications.engine_version publications.instrument_version rate_limits.key",
  "codes of functions, of the worker or of the publisher, which take no text of anybody":
    "job_runs.fault job_runs.reference outbox.last_error planned_cycles.reason publications.sharing_mode published_duos.sharing_mode responses.promise_version",
  "figures of the publisher":
    "published_cells.band published_cells.hidden_reason published_cells.measure published_cells.pair_type published_cells.verdict published_constants.constants published_constants.history published_drivers.standing published_drivers.weights published_duo_evidence.history published_duo_partners.agreement published_duo_partners.dimension_bands published_duo_partners.level_band published_duo_partners.previous_status published_duo_partners.status published_duos.agreement published_duos.dimension_bands published_duos.level_band published_duos.previous_status published_duos.status published_duos.team_size published_health.anchor_check published_health.anchors published_health.items published_links.item published_unit_counts.attribute published_unit_counts.value",
  "step_import, which alone writes them, asks for their shape (import-shapes.db.test.ts)":
    "roster_imports.failure roster_imports.fingerprint roster_imports.items roster_imports.problems roster_imports.summary",
  "shown as JSON holds it, whatever it is": "audit_log.detail outbox.payload",
};

describe("texts that SQL could write and a page could not show", () => {
  test("what can be seen is the same for the database as for the forms", async () => {
    const { rows } = await on.arrange(
      "select array_agg(n) as seen from generate_series(1, 1114111) n where n not between 55296 and 57343 and is_seen(chr(n))",
    );
    const seen: ReadonlySet<number> = new Set(rows[0].seen);
    const differing = [];
    for (let point = 1; point <= 0x10ffff; point++) {
      const text = String.fromCodePoint(point);
      // What no Unicode version has given a meaning yet is left to the forms.
      if (/\p{Cn}|\p{Cs}/u.test(text)) continue;
      if (seen.has(point) !== isVisible(text)) differing.push(point.toString(16));
    }
    expect(differing).toEqual([]);
  });

  test.each(shown)("%s.%s is seen and stands in one line", async (table, column, check) => {
    await on.arrange("begin");
    for (const value of [...invisible, ...notInOneLine])
      expect([value, await refusal(table, column, value)]).toEqual([value, check]);
    if (table !== "duos" || column !== "display_name") expect(await refusal(table, column, "")).toBe(check);
    for (const name of names) expect([name, await refusal(table, column, name)]).toEqual([name, undefined]);
    await on.arrange("rollback");
  });

  test("nothing is left of the names and ids of who was erased", async () => {
    expect(await refusalOfErased("name = '', given_name = '', external_id = ''")).toBe(undefined);
  });

  async function refusalOfErased(set: string) {
    await on.arrange("begin");
    try {
      await on.arrange(
        `update people set ${set}, erased_at = app_now() where ctid = (select min(ctid) from people)`,
      );
      return undefined;
    } catch (error) {
      return (error as { constraint?: string }).constraint;
    } finally {
      await on.arrange("rollback");
    }
  }

  test.each([
    ["people", "email", "people_address"],
    ["address_changes", "new_address", "address_changes_new_address"],
  ])("%s.%s is an address", async (table, column, check) => {
    await on.arrange("begin");
    for (const value of ["", "x", "@x", "x@", "a@b@c", "a b@c.test", "a\u200b@c.test", "a@c.test\n"])
      expect([value, await refusal(table, column, value)]).toEqual([value, check]);
    expect(await refusal(table, column, "x@example.test")).toBe(undefined);
    await on.arrange("rollback");
  });

  test("a reason for a withdrawal is seen, in as many lines as it was typed", async () => {
    const { rows } = await on.arrange(
      "select pg_get_constraintdef(oid) as words from pg_constraint where conname = 'cycles_withdrawal_has_reason'",
    );
    expect(rows[0].words).toContain("is_seen(withdrawn_reason)");
  });

  test("every text has a check of what it holds, points to another table, or stands here with a reason", async () => {
    const { rows } = await on.arrange(`
      select c.relname || '.' || a.attname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb')
        and not exists (select from pg_constraint k where k.conrelid = c.oid and (k.contype = 'f' and a.attnum = any (k.conkey)
          or k.contype = 'c' and pg_get_constraintdef(k.oid) ~ ('(is_name\\(|is_seen\\(|are_options\\()' || a.attname || '\\M|\\m' || a.attname || ' (= ANY|~\\*? ''\\^)')))
      order by 1`);
    const found = rows.map(({ name }) => name);
    expect(found).toEqual(
      Object.values(others)
        .flatMap((columns) => columns.split(" "))
        .sort(),
    );
  });
});
