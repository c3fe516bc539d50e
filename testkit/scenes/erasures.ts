import { readFileSync, rmSync } from "node:fs";
import { beforeEach } from "vitest";
import type { Viewer } from "@/lib/domain/permissions";
import { freshDatabase } from "../database/fresh-database";
import { ownLedger } from "../database/ledger";
import { type AnsweredCycle, answeredCycle } from "./answered-cycle";

/** The services that arrange and erase: the testkit imports no server code, so a test gives them. */
type Services = {
  closeCycle(viewer: Viewer, input: unknown): Promise<unknown>;
  publishCycle(orgId: string, cycleId: string): Promise<unknown>;
  erasePerson(viewer: Viewer, input: { personId: string; confirmation: string }): Promise<void>;
};

/**
 * Before each test a new organization with the admin Ada and two duos who answered the open cycle, and no ledger of
 * erasures yet.
 */
export function erasures({ closeCycle, publishCycle, erasePerson }: Services) {
  const database = freshDatabase();
  const { folder, ledger } = ownLedger();
  let made: AnsweredCycle;
  const sql = async (query: string, values: unknown[] = []) => (await database.arrange(query, values)).rows;
  const idOf = (name: string) => made.people[name]!.id;
  const nameOf = async (name: string): Promise<string> =>
    (await sql("select name from people where id = $1", [idOf(name)]))[0].name;

  beforeEach(async () => {
    rmSync(ledger, { force: true, recursive: true });
    await sql("delete from erasures");
    made = await answeredCycle(database.admin, { duos: 2 });
  });

  return {
    database,
    ledger,
    folder,
    get made() {
      return made;
    },
    /** Runs a statement as the administrator, past triggers, and gives its rows. */
    sql,
    idOf,
    nameOf,
    ada: (): Viewer => made.viewer("Ada"),
    /** Erases somebody as Ada, who types their name unless something else is given. */
    erase: async (name: string, confirmation?: string) =>
      erasePerson(made.viewer("Ada"), {
        personId: idOf(name),
        confirmation: confirmation ?? (await nameOf(name)),
      }),
    /** Closes the cycle and publishes it. */
    publish: async () => {
      await closeCycle(made.viewer("Ada"), { cycleId: made.cycleId });
      await publishCycle(made.orgId, made.cycleId);
    },
    grant: (name: string, role: string) =>
      sql(
        "insert into role_grants (org_id, id, person_id, role, unit_id) values ($1, gen_random_uuid(), $2, $3, case when $3 = 'leader' then (select id from units where org_id = $1 limit 1) end)",
        [made.orgId, idOf(name), role],
      ),
    /** How many rows of a table are of somebody. */
    rowsOf: async (table: string, column: string, name: string): Promise<number> =>
      (await sql(`select count(*)::int as n from ${table} where ${column} = $1`, [idOf(name)]))[0].n,
    /** The ledger's lines. */
    lines: () =>
      readFileSync(ledger, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
  };
}
