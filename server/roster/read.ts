import { z } from "zod";
import { findOpenCycleNumber } from "@/db/queries/cycles";
import {
  findImport,
  listImportFileNames,
  listImportFiles,
  listImportItems,
  listImports,
  stepImport,
} from "@/db/queries/roster/imports";
import { limitsOf, pageInView, rowsWanted } from "@/lib/domain/paging";
import type { Viewer } from "@/lib/domain/permissions";
import {
  countChanges,
  type ImportLine,
  type ImportProgress,
  type ImportReport,
  type ImportState,
  type PastedBefore,
} from "@/lib/domain/roster-imports";
import { dictionary } from "@/lib/i18n";
import { localeOf } from "@/lib/i18n/locales";
import { decodeText } from "@/lib/roster/decode";
import { asAdmin, readAsAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { firstOfEach } from "./prepare";

const perPage = 50;
/** Problems of each kind that the page shows; the file of problems has all. */
const problemsShown = 5;
const importsShown = 20;
/** Work on an import that has made no progress for so long has stopped. */
const stuckSeconds = 60;

const at = z.object({ importId: z.uuid() });

type Moving = { state: ImportState; stillSeconds: number };

export function isStuck({ state, stillSeconds }: Moving): boolean {
  return (state === "checking" || state === "applying") && stillSeconds > stuckSeconds;
}

/** The newest imports, for the page that begins one. */
export function loadImports(viewer: Viewer): Promise<readonly ImportLine[]> {
  return readAsAdmin(viewer, async (tx) => {
    const imports = await listImports(tx, viewer.orgId, importsShown);
    return imports.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() }));
  });
}

const again = z.object({ from: z.uuid().optional().catch(undefined) });

/** The lines that were pasted for an import that is to be repeated, while they are stored, and whether it was complete. */
export function loadPasted(viewer: Viewer, input: unknown): Promise<PastedBefore> {
  const { from } = parse(again, input);
  const name = dictionary(localeOf(viewer.locale)).roster.upload.pasted;
  return readAsAdmin(viewer, async (tx) => {
    const key = from && { orgId: viewer.orgId, importId: from };
    const found = key ? await findImport(tx, key) : undefined;
    if (!key || !found) return { pasted: "", complete: false };
    const file = (await listImportFiles(tx, key)).find((one) => one.name === name);
    return { pasted: (file && decodeText(file.bytes)) ?? "", complete: found.complete };
  });
}

/** How far an import is. */
export function loadImportProgress(viewer: Viewer, input: unknown): Promise<ImportProgress> {
  const { importId } = parse(at, input);
  return readAsAdmin(viewer, async (tx) => {
    const found = await findImport(tx, { orgId: viewer.orgId, importId });
    if (!found) throw new DomainError("not-found");
    return { state: found.state, progress: found.progress, isStuck: isStuck(found) };
  });
}

/** An import with one page of what it would change and the first problems of each kind. */
export function loadImport(viewer: Viewer, input: unknown, wanted: unknown): Promise<ImportReport> {
  const { importId } = parse(at, input);
  const key = { orgId: viewer.orgId, importId };
  return readAsAdmin(viewer, async (tx) => {
    const found = await findImport(tx, key);
    if (!found) throw new DomainError("not-found");
    const { state, progress, complete, failure, summary, fingerprint } = found;
    const shown = pageInView(countChanges(summary), perPage, rowsWanted.parse(wanted));
    const lines = await listImportItems(tx, key, limitsOf(shown));
    return {
      id: importId,
      state,
      progress,
      isStuck: isStuck(found),
      isOwn: found.createdBy === viewer.personId,
      complete,
      failure,
      summary,
      fingerprint,
      files: await listImportFileNames(tx, key),
      problems: firstOfEach(found.problems ?? [], problemsShown),
      items: { ...shown, lines },
      openCycle: (await findOpenCycleNumber(tx, viewer.orgId)) ?? null,
    };
  });
}

/** Ends an import that was not carried out, and removes its files. */
export async function discardImport(viewer: Viewer, input: unknown): Promise<void> {
  const { importId } = parse(at, input);
  await asAdmin(viewer, async (tx) => {
    const found = await findImport(tx, { orgId: viewer.orgId, importId });
    if (!found) throw new DomainError("not-found");
    const busy = found.state === "applying" && !isStuck(found);
    const over = found.state === "applied" || found.state === "discarded";
    if (busy || over || !(await stepImport(tx, { importId }, { from: found.state, to: "discarded" }))) {
      throw new DomainError("stale");
    }
  });
}
