import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { asAuth, withViewer } from "@/db/client";
import { countErasure } from "@/db/queries/erasures";
import { endingDuos } from "@/lib/domain/erasure";
import { erasures } from "@/testkit/scenes/erasures";
import { closeCycle } from "../cycles";
import { publishCycle } from "../publication/publish-cycle";
import { erasePerson, loadErasure } from "./erasure";
import { readAndErase } from "./reading-first";

const on = erasures({ closeCycle, publishCycle, erasePerson: readAndErase });
const { sql, idOf, ada, publish } = on;
const preview = (name: string) => loadErasure(ada(), { personId: idOf(name) });
const numberOf = async (query: string) =>
  (await sql(`select count(*)::int as n from ${query}`, [on.made.orgId, idOf("Ic0")]))[0].n;

/** Every row that an erasure touches, as text. */
const everything = async () => {
  const { rows } = await on.database.admin.query(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  );
  const texts = rows.map(({ name }) => `select '${name}' || t::text as row from public.${name} t`);
  return (
    await sql(`select md5(string_agg(row, '|' order by row)) as hash from (${texts.join(" union all ")}) s`)
  )[0].hash;
};

test("the preview counts what the erasure then does, and changes nothing itself", async () => {
  await publish();
  await sql(
    "insert into roster_imports (org_id, id, created_by, state, complete) values ($1, $2, $3, 'checked', false)",
    [on.made.orgId, randomUUID(), idOf("Ada")],
  );
  const before = await everything();
  const found = await preview("Ic0");
  expect(found).toMatchObject({ counts: { surveys: 1, imports: 1, duos: 1, published: 1 }, refusal: null });
  expect(await everything()).toBe(before);
  await on.erase("Ic0");
  const removed = {
    surveys: await numberOf("answer_withdrawals where org_id = $1 and person_id = $2"),
    imports: await numberOf(
      "roster_imports where org_id = $1 and state = 'discarded' and $2::uuid is not null",
    ),
    duos: await numberOf(
      "duos where org_id = $1 and ic_person_id = $2 and display_name like '%Former partner%'",
    ),
    published: await numberOf(
      "published_duos where org_id = $1 and ic_person_id = $2 and display_name like '%Former partner%'",
    ),
  };
  expect(found).toMatchObject({ counts: removed });
});

test("there is none where the person cannot be erased, nor while somebody else is at work on their rows", async () => {
  expect(await preview("Ic0")).toMatchObject({ counts: null, refusal: "answering" });
  await publish();
  await on.database.admin.query(
    "begin; select from people where id = $1 for update".replace("$1", `'${idOf("Ic0")}'`),
  );
  try {
    expect(await preview("Ic0")).toMatchObject({ counts: null, refusal: null });
  } finally {
    await on.database.admin.query("rollback");
  }
  expect(await preview("Ic0")).toMatchObject({ counts: { surveys: 1 } });
});

test("nobody is erased while other duos would end than were read", async () => {
  await publish();
  const personId = idOf("Ic0");
  const duo = { orgId: on.made.orgId, duoId: on.made.duos.duo0! };
  const confirmation = await on.nameOf("Ic0");
  const erase = (ending: string) => erasePerson(ada(), { personId, confirmation, ending });
  const read = async () => {
    const page = await preview("Ic0");
    return page.erasedAt === null ? endingDuos(page.duos) : "erased";
  };
  const end = (on: string) =>
    sql(`update duos set ended_on = ${on} where org_id = $1 and id = $2`, [duo.orgId, duo.duoId]);
  const first = await read();
  expect(first).toBe(duo.duoId);
  for (const other of ["", randomUUID(), `${first} ${randomUUID()}`]) {
    await expect(erase(other)).rejects.toMatchObject({ code: "stale" });
  }
  await end("current_date");
  expect(await read()).toBe("");
  await expect(erase(first)).rejects.toMatchObject({ code: "stale" });
  await end("null");
  await expect(erase("")).rejects.toMatchObject({ code: "stale" });
  expect(await numberOf("erasures where $1::uuid is not null and $2::uuid is not null")).toBe(0);
  await erase(await read());
  expect(await read()).toBe("erased");
});

test("it is for an admin alone, as the app", async () => {
  await publish();
  const asked = (name: string) => withViewer(on.made.viewer(name), (tx) => countErasure(tx, idOf("Ic0")));
  await expect(asked("Manager0")).rejects.toMatchObject({ code: "42501" });
  await expect(asAuth((tx) => countErasure(tx, idOf("Ic0")))).rejects.toMatchObject({ code: "42501" });
});
