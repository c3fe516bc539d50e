import { sql } from "drizzle-orm";
import { beforeAll } from "vitest";
import { withViewer } from "@/db/client";
import { withClient } from "@/db/setup/create-database";
import { freshDatabase } from "../database/fresh-database";
import { type Actor, members, paintScene, type Scene } from "./policies";

export const everybody: readonly Actor[] = [...members, "stranger", "nobody"];

/** A fresh database with the scene in it for one test file, and ways to act in it. */
export function stage() {
  const database = freshDatabase();
  let scene: Scene;
  beforeAll(async () => {
    scene = await withClient(database.adminUrl, (client) => paintScene(client));
  });

  /** As the administrator, whom no policy binds. */
  const arrange = (statement: string) => withClient(database.adminUrl, (client) => client.query(statement));

  /** As the app, on behalf of an actor. */
  const as = (actor: Actor, query: string) =>
    withViewer(
      { orgId: actor === "stranger" ? scene.otherOrg : scene.org, personId: scene.people[actor] },
      async (tx) => (await tx.execute(sql.raw(query))).rows as Record<string, string>[],
    );

  return {
    get scene() {
      return scene;
    },
    get database() {
      return database;
    },
    arrange,
    as,
    /** Rows of a query by actor; actors who see none are left out. */
    async seenBy(query: string): Promise<Partial<Record<Actor, string[]>>> {
      const seen: Partial<Record<Actor, string[]>> = {};
      for (const actor of everybody) {
        const rows = await as(actor, query);
        if (rows.length > 0) seen[actor] = rows.map((row) => Object.values(row).join(" ")).sort();
      }
      return seen;
    },
    setFinal: (ic: boolean, manager: boolean) =>
      arrange(
        `update duo_cycle_sides set final_at = case when side = 'ic' and ${ic} or side = 'manager' and ${manager} then now() end where duo_id = '${scene.duos.watched}'`,
      ),
  };
}
