import { expect, test } from "vitest";
import { freshDatabase } from "@/testkit/database/fresh-database";

const database = freshDatabase();
const names = async (query: string) =>
  (await database.admin.query({ text: query, rowMode: "array" })).rows.map((row) => row.join(" "));
/** Of the product's own schemas; the queue's and the migrations' are Twofold's too. */
const ourSchemas = "n.nspname in ('public', 'graphile_worker', 'drizzle')";

test("no day is the one of the session's time zone: today() is in UTC", async () => {
  const ofSession =
    "((\\m(app_now|now|transaction_timestamp)\\(\\)|_at|opened|ends)\\)*::(date|time|timestamp without))|\\m(current_date|current_time|localtime|localtimestamp)\\M";
  expect(
    await names(`
      with said (name, words) as (
        select proname, coalesce(nullif(prosrc, ''), pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'
        union all select relname, pg_get_viewdef(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
        union all select policyname, concat_ws(' ', qual, with_check) from pg_policies
        union all select conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
        union all select adrelid::regclass::text, pg_get_expr(adbin, adrelid) from pg_attrdef
      ) select name from said where words ~* '${ofSession}' order by 1`),
  ).toEqual([]);
  for (const zone of ["<X>167:00", "<X>-167:00", "Etc/GMT-14"])
    expect(
      await names(
        `select set_config('timezone', '${zone}', true), today() = (app_now() at time zone 'UTC')::date`,
      ),
    ).toEqual([`${zone} true`]);
});

test("every function of ours says where it looks for names, and temporary tables come last", async () => {
  const inlined = ["csv_text", "required_classes"];
  expect(
    await names(`
      select p.proname, array_to_string(p.proconfig, ' ') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where (n.nspname = 'public' or p.prosecdef and ${ourSchemas}) and p.proname not in ('${inlined.join("', '")}')
        and not coalesce(p.proconfig::text ~ 'search_path=pg_catalog, (public|graphile_worker)(, pg_temp)?"', false)`),
  ).toEqual([]);
  expect(
    await names(`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${ourSchemas} and p.proconfig::text not like '%, pg_temp"}'`),
  ).toEqual([]);
});
