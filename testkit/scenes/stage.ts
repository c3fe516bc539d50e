import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { withViewer } from "@/db/client";
import { withClient } from "@/db/setup/create-database";
import type { LoginRole } from "@/db/setup/roles";
import { freshDatabase } from "../database/fresh-database";
import { type Actor, members, paintScene, type Scene } from "./policies";

export const everybody: readonly Actor[] = [...members, "stranger", "nobody"];

/** Roles that the running product connects as, and the administrator, whom triggers and constraints bind too. */
export const attackers = ["app", "auth", "publisher", "worker", "administrator"] as const;
export type Attacker = (typeof attackers)[number];

/** A fresh database with the scene in it for one test file, and ways to act in it. */
export function stage() {
  const database = freshDatabase();
  const connections = new Map<Attacker, pg.Client>();
  let scene: Scene;
  beforeAll(async () => {
    scene = await withClient(database.adminUrl, (client) => paintScene(client));
  });
  afterAll(async () => {
    for (const client of connections.values()) await client.end();
  });

  /** As the administrator, whom no policy binds, with triggers off. */
  const arrange = (statement: string, values?: unknown[]) => database.arrange(statement, values);

  const orgOf = (actor: Actor) => (actor === "stranger" ? scene.otherOrg : scene.org);

  /** As the app, on behalf of an actor. */
  const as = (actor: Actor, query: string) =>
    withViewer(
      { orgId: orgOf(actor), personId: scene.people[actor] },
      async (tx) => (await tx.execute(sql.raw(query))).rows as Record<string, string>[],
    );

  async function connectionOf(role: Attacker): Promise<pg.Client> {
    const open = connections.get(role);
    if (open) return open;
    const connectionString = role === "administrator" ? database.adminUrl : database.urls[role as LoginRole];
    const client = new pg.Client({ connectionString });
    await client.connect();
    connections.set(role, client);
    return client;
  }

  /**
   * What statements would do as a role in the name of an actor: the rows that the last one changes or gives, or the
   * SQLSTATE of the first refusal. They run in one transaction that is rolled back.
   */
  async function attempt(role: Attacker, actor: Actor, ...statements: string[]): Promise<number | string> {
    const client = await connectionOf(role);
    const { org_id, person_id } = { org_id: orgOf(actor), person_id: scene.people[actor] };
    await client.query(
      `begin; set local twofold.org_id = '${org_id}'; set local twofold.person_id = '${person_id}'`,
    );
    try {
      let rows: number | null = 0;
      for (const statement of statements) rows = (await client.query(statement)).rowCount;
      // Constraints that wait for the commit are checked as well.
      await client.query("set constraints all immediate");
      return rows ?? 0;
    } catch (error) {
      const code = error instanceof pg.DatabaseError ? error.code : undefined;
      // A statement with a mistake in it proves nothing.
      if (!code || (code.startsWith("42") && code !== "42501")) throw error;
      return code;
    } finally {
      await client.query("rollback");
    }
  }

  return {
    get scene() {
      return scene;
    },
    get database() {
      return database;
    },
    arrange,
    as,
    attempt,
    /** A connection of a role that lasts for the file; the caller opens and rolls back its transactions. */
    connection: connectionOf,
    /** Rows of a query by actor; actors who see none are left out. */
    async seenBy(query: string): Promise<Partial<Record<Actor, string[]>>> {
      const seen: Partial<Record<Actor, string[]>> = {};
      for (const actor of everybody) {
        const rows = await as(actor, query);
        if (rows.length > 0) seen[actor] = rows.map((row) => Object.values(row).join(" ")).sort();
      }
      return seen;
    },
    /** A hash of each table and view that the app can read whole, with what it shows in an actor's name. */
    async readable(actor: Actor): Promise<string[]> {
      const { rows: tables } = await arrange(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and has_table_privilege('twofold_app', oid, 'SELECT') order by relname",
      );
      const hashes: string[] = [];
      for (const { relname } of tables) {
        const content = `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${relname} t`;
        const [row] = await as(actor, content);
        hashes.push(`${relname} ${row!.hash}`);
      }
      return hashes;
    },
    setFinal: (ic: boolean, manager: boolean) =>
      arrange(
        `update duo_cycle_sides set final_at = case when side = 'ic' and ${ic} or side = 'manager' and ${manager} then now() end where duo_id = '${scene.duos.watched}'`,
      ),
  };
}
