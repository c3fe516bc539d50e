import { expect, test } from "vitest";
import { isTimeZone, offeredTimeZones, typedTimeZone } from "@/lib/domain/time-zones";
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
  // Of which the two of names are asked of every row of a roster.
  const inlined = ["csv_text", "required_classes", "is_name", "is_seen"];
  expect(
    await names(`
      select p.proname, array_to_string(p.proconfig, ' ') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where (n.nspname = 'public' or p.prosecdef and ${ourSchemas}) and p.proname not in ('${inlined.join("', '")}')
        and not coalesce(p.proconfig::text ~ 'search_path=pg_catalog, (public|graphile_worker)(, pg_temp)?"', false)`),
  ).toEqual([]);
  expect(
    await names(`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and ${ourSchemas} and p.proconfig::text !~ ', pg_temp"[,}]'`),
  ).toEqual([]);
});

test("no function of more rights, and none that adds days or reads a text as a day, goes by the session's zone or style", async () => {
  expect(
    await names(`
      select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
        and p.proname not in ('csv_text', 'required_classes')
        and (p.prosecdef or p.prosrc ~* 'interval ''\\d+ (day|week|month|year)|make_interval|::(date|timestamp|timestamptz|interval)\\M|\\mto_(timestamp|date)\\(')
        and not coalesce(p.proconfig @> array['TimeZone=UTC', 'DateStyle=ISO, YMD', 'IntervalStyle=postgres'], false) order by 1`),
  ).toEqual([]);
});

test("a zone is a name, in every column that holds one", async () => {
  expect(
    await names(
      "select c.conrelid::regclass::text from pg_constraint c where c.conname ~ 'time_zone$' and pg_get_constraintdef(c.oid) ~ 'Antarctica' order by 1",
    ),
  ).toEqual(
    await names(
      "select table_name from information_schema.columns where table_schema = 'public' and column_name = 'time_zone' order by 1",
    ),
  );
  const [rule] = await names(
    "select pg_get_expr(conbin, conrelid) from pg_constraint where conname = 'schedules_time_zone'",
  );
  const taken = (zones: readonly string[]) =>
    names(`select time_zone from unnest(array['${zones.join("','")}']) zones (time_zone) where ${rule}`);
  // What a form and an import take, the database takes too; of what PostgreSQL knows, places and UTC alone.
  const known = await names("select name from pg_timezone_names where name !~ '^(posix|right)/' order by 1");
  const typed = known.filter((name) => typedTimeZone(name) === name);
  expect(typed.length).toBeGreaterThan(400);
  const offered = offeredTimeZones("UTC").flatMap(({ zones }) => zones);
  expect([await taken(known.filter(isTimeZone)), await taken(offered)]).toEqual([typed, offered]);
  const none =
    "Etc/GMT+14 Etc/UTC GMT Factory posixrules X X167 Foo/Bar5 Europe/Kyiv-14 <X>167:00 +05:30 CET EST5EDT US/Eastern";
  const odd = [
    ...none.split(" "),
    "posix/Europe/Paris",
    "right/UTC",
    "SystemV/EST5",
    "",
    "UTC\n",
    "Europe/Kyiv ",
  ];
  expect(await taken(odd)).toEqual([]);
});
