import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { z } from "zod";
import { addressInput } from "@/lib/domain/address";
import { organizationFacts } from "@/lib/domain/setup";
import { wrappedNewDataKey } from "../encryption/data-key";

/** What a real organization starts with: its name, its zone, and the one admin who is invited first. */
export const founding = organizationFacts.extend({
  adminName: organizationFacts.shape.name,
  adminEmail: addressInput,
});
export type Founding = z.output<typeof founding>;

type Connection = Pick<pg.ClientBase, "query">;
export type Founded = { orgId: string; personId: string };

/** Runs a function that writes a new organization, in the transaction of the caller. */
async function runFounding(
  connection: Connection,
  call: string,
  { input, link }: { input: Founding; link?: string },
): Promise<Founded | undefined> {
  const orgId = randomUUID();
  await connection.query("select set_config('twofold.org_id', $1, true)", [orgId]);
  const facts = JSON.stringify({ ...input, ...wrappedNewDataKey(orgId) });
  const { rows } = await connection.query<{ person: string | null }>(
    `select ${call} as person`,
    link === undefined ? [facts] : [facts, link],
  );
  const personId = rows[0]?.person;
  return personId ? { orgId, personId } : undefined;
}

/** Founds an organization as the owner, beside those that are there. */
export async function foundOrganization(owner: Connection, input: Founding): Promise<Founded> {
  await owner.query("begin");
  try {
    const founded = await runFounding(owner, "insert_organization($1)", { input: founding.parse(input) });
    await owner.query("commit");
    return founded!;
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

/**
 * Founds the first organization of an installation with a one-time link, as the auth role and in its transaction;
 * undefined where the link does not work any more. `link` is its hash.
 */
export function foundByLink(
  auth: Connection,
  { link, input }: { link: string; input: Founding },
): Promise<Founded | undefined> {
  return runFounding(auth, "found_organization($2, $1)", { input, link });
}
