import { and, asc, desc, eq, sql } from "drizzle-orm";
import type pg from "pg";
import type { ImportFailure, ImportState, ImportSummary } from "@/lib/domain/roster-imports";
import type { DraftItem } from "@/lib/roster/draft";
import { isKnownProblem, type RosterProblem } from "@/lib/roster/problems";
import type { Tx } from "../../client";
import { people, rosterImportFiles, rosterImports } from "../../schema";
import { resultOf } from "../call";

type ImportKey = { orgId: string; importId: string };
const of = ({ orgId, importId }: ImportKey) =>
  and(eq(rosterImports.orgId, orgId), eq(rosterImports.id, importId));
const filesOf = ({ orgId, importId }: ImportKey) =>
  and(eq(rosterImportFiles.orgId, orgId), eq(rosterImportFiles.importId, importId));

/** Begins an import, in the name of the session's admin; nothing happens where it has begun. */
export async function beginImport(tx: Tx, { orgId, importId }: ImportKey, complete: boolean): Promise<void> {
  await tx.execute(
    sql`insert into roster_imports (org_id, id, complete) values (${orgId}, ${importId}, ${complete}) on conflict do nothing`,
  );
}

/** How many bytes the files of an import have together. */
export async function countImportBytes(tx: Tx, key: ImportKey): Promise<number> {
  const [row] = await tx
    .select({ bytes: sql<number>`coalesce(sum(octet_length(${rosterImportFiles.content})), 0)::int` })
    .from(rosterImportFiles)
    .where(filesOf(key));
  return row!.bytes;
}

export async function addImportFile(
  client: pg.ClientBase,
  { orgId, importId }: ImportKey,
  file: { number: number; name: string; content: Uint8Array },
): Promise<void> {
  await client.query(
    "insert into roster_import_files (org_id, import_id, number, name, content) values ($1, $2, $3, $4, $5)",
    [orgId, importId, file.number, file.name, file.content],
  );
}

export async function listImportFiles(tx: Tx, key: ImportKey) {
  return tx
    .select({ name: rosterImportFiles.name, bytes: rosterImportFiles.content })
    .from(rosterImportFiles)
    .where(filesOf(key))
    .orderBy(asc(rosterImportFiles.number));
}

export async function listImportFileNames(tx: Tx, key: ImportKey): Promise<string[]> {
  const rows = await tx
    .select({ name: rosterImportFiles.name })
    .from(rosterImportFiles)
    .where(filesOf(key))
    .orderBy(asc(rosterImportFiles.number));
  return rows.map(({ name }) => name);
}

/** What a step writes down; what is left out stays. */
export type ImportFacts = {
  progress?: number;
  summary?: ImportSummary;
  items?: readonly DraftItem[];
  problems?: readonly RosterProblem[];
  fingerprint?: string;
  failure?: ImportFailure;
};

/** Moves an import from one state to the next; false where it is in another one by now. */
export async function stepImport(
  tx: Tx,
  { importId }: Pick<ImportKey, "importId">,
  { from, to, ...facts }: { from: ImportState; to: ImportState } & ImportFacts,
): Promise<boolean> {
  return resultOf(tx, sql`step_import(${importId}, ${from}, ${to}, ${JSON.stringify(facts)}::jsonb)`);
}

/** Discards, as the worker, imports of all organizations that nobody went on with for a day. */
export async function discardOldImports(tx: Tx): Promise<void> {
  await tx.execute(sql`select discard_old_imports()`);
}

/** An import without its list of changes, and without problems that this version has no words for. `stillSeconds`: for how long its progress has not changed. */
export async function findImport(tx: Tx, key: ImportKey) {
  const [row] = await tx
    .select({
      id: rosterImports.id,
      createdBy: rosterImports.createdBy,
      state: rosterImports.state,
      complete: rosterImports.complete,
      progress: rosterImports.progress,
      summary: rosterImports.summary,
      problems: rosterImports.problems,
      fingerprint: rosterImports.fingerprint,
      failure: sql<ImportFailure | null>`${rosterImports.failure}`,
      stillSeconds: sql<number>`extract(epoch from app_now() - ${rosterImports.movedAt})::float8`,
    })
    .from(rosterImports)
    .where(of(key));
  if (!row) return undefined;
  const { summary, problems } = row;
  return {
    ...row,
    summary: summary && { ...summary, problems: summary.problems.filter(isKnownProblem) },
    problems: problems?.filter(isKnownProblem) ?? null,
  };
}

/** The whole list of changes of an import as it was stored, with its numbers. */
export async function findCheckedList(tx: Tx, key: ImportKey) {
  const { items, summary } = rosterImports;
  const [row] = await tx.select({ items, summary }).from(rosterImports).where(of(key));
  return row;
}

/** Some of the changes that an import would make, in their order. */
export async function listImportItems(
  tx: Tx,
  { orgId, importId }: ImportKey,
  { limit, offset }: { limit: number; offset: number },
): Promise<DraftItem[]> {
  const { rows } = await tx.execute<{ item: DraftItem }>(sql`
    select listed.item from roster_imports i, jsonb_array_elements(i.items) with ordinality as listed(item, place)
    where i.org_id = ${orgId} and i.id = ${importId} and listed.place > ${offset} order by listed.place limit ${limit}`);
  return rows.map(({ item }) => item);
}

/** The newest imports, with who began them. */
export async function listImports(tx: Tx, orgId: string, limit: number) {
  return tx
    .select({
      id: rosterImports.id,
      state: rosterImports.state,
      createdAt: rosterImports.createdAt,
      createdBy: people.name,
      summary: rosterImports.summary,
    })
    .from(rosterImports)
    .innerJoin(people, and(eq(people.orgId, rosterImports.orgId), eq(people.id, rosterImports.createdBy)))
    .where(eq(rosterImports.orgId, orgId))
    .orderBy(desc(rosterImports.createdAt))
    .limit(limit);
}
