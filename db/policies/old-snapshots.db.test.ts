import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerClasses } from "@/lib/instrument/confidentiality";
import { stage } from "@/testkit/scenes/stage";

const on = stage();
const open: pg.Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.end();
});

const watched = () => `cycle_id = '${on.scene.cycle}' and duo_id = '${on.scene.duos.watched}'`;
const key = (who: "ic" | "manager") =>
  `'${on.scene.org}', '${on.scene.cycle}', '${on.scene.duos.watched}', '${on.scene.people[who]}'`;
const ownParts = () => `${watched()} and author_id = '${on.scene.people.ic}'`;
const change = (from = "") =>
  `update response_parts set answers = '\\x01' ${from} where ${ownParts()} and stage = 'final'`;
const finalParts = () =>
  `insert into response_parts (org_id, cycle_id, duo_id, author_id, class, stage, answers)
   select ${key("ic")}, class, 'final', '\\x02' from unnest(array['${answerClasses.join("','")}']) class`;
const becomeFinal = () =>
  `update duo_cycle_sides set final_at = app_now() where ${watched()} and person_id = '${on.scene.people.ic}'`;

/** A session of the tech lead as the app's role, inside a transaction that has already looked at the database. */
async function session(isolation: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: on.database.urls.app });
  open.push(client);
  await client.connect();
  await client.query(
    `begin isolation level ${isolation}; set local twofold.org_id = '${on.scene.org}'; set local twofold.person_id = '${on.scene.people.ic}'`,
  );
  await client.query("select from duo_cycles");
  return client;
}
/** Rows that a statement changed, or the SQLSTATE of its refusal. */
const outcome = async (statement: Promise<pg.QueryResult>): Promise<number | string | null> => {
  try {
    return (await statement).rowCount;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code!;
    throw error;
  }
};
/** No row, or a refusal; a mistake in the statement is neither. */
const refused = [0, "42501", "40001"];
const close = (closed: boolean) =>
  on.arrange(
    `with c as (update cycles set state = '${closed ? "closed" : "open"}', closed_at = ${closed ? "now()" : "null"} where id = '${on.scene.cycle}')
     update duo_cycles set closed = ${closed} where cycle_id = '${on.scene.cycle}'`,
  );

beforeEach(async () => {
  await close(false);
  await on.arrange(`delete from response_parts where ${ownParts()}`);
});

describe.each(["read committed", "repeatable read", "serializable"])(
  "a transaction at %s that began before",
  (isolation) => {
    test("the partner was final changes no answer, once the partner's are readable", async () => {
      await on.arrange(finalParts());
      await on.setFinal(true, false);
      const [old, now] = [await session(isolation), await session("read committed")];
      await on.setFinal(true, true);
      const partners = `select from response_parts where author_id = '${on.scene.people.manager}' and class = 'S'`;
      expect(await outcome(now.query(partners))).toBe(1);
      expect(refused).toContain(await outcome(old.query(change())));
    });

    test("the close answers nothing after it", async () => {
      await on.setFinal(false, true);
      const old = await session(isolation);
      await close(true);
      expect(refused).toContain(await outcome(old.query(finalParts())));
    });

    test("the close does not become final after it with parts from before", async () => {
      await on.arrange(finalParts());
      await on.setFinal(false, true);
      const old = await session(isolation);
      await close(true);
      expect(refused).toContain(await outcome(old.query(becomeFinal())));
    });
  },
);

test("a statement that waits while the partner becomes final changes no answer", async () => {
  await on.arrange(finalParts());
  await on.setFinal(true, false);
  const [old, gate] = [await session("read committed"), await session("read committed")];
  await gate.query("select pg_advisory_xact_lock(1)");
  const waiting = outcome(old.query(change("from pg_advisory_xact_lock(1)")));
  await expect
    .poll(
      async () =>
        (await on.arrange("select from pg_locks where locktype = 'advisory' and not granted")).rowCount,
    )
    .toBe(1);
  await on.setFinal(true, true);
  await gate.query("rollback");
  expect(await waiting).toBe("42501");
});

test("while neither has happened, answers change", async () => {
  await on.arrange(finalParts());
  await on.setFinal(true, false);
  const first = await session("read committed");
  expect(await outcome(first.query(change()))).toBe(answerClasses.length);
});
