import { z } from "zod";
import { withViewer } from "@/db/client";
import { findImport, listImportFiles, stepImport } from "@/db/queries/roster/imports";
import type { Viewer } from "@/lib/domain/permissions";
import { asAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { fingerprintOf, planOn, readFiles, readPresent, summaryOf } from "./prepare";
import { isStuck } from "./read";
import { type ImportOf, noteProgress, workAfterAnswer } from "./work";

const importInput = z.object({ importId: z.uuid() });

/** More problems than this are counted and not kept: nobody mends them one by one. */
const problemsKept = 20_000;

/** Begins to check the files of an import against the roster: the dry run, which changes nothing of it. */
export async function checkImport(viewer: Viewer, input: unknown): Promise<void> {
  const { importId } = parse(importInput, input);
  const complete = await asAdmin(viewer, async (tx) => {
    const found = await findImport(tx, { orgId: viewer.orgId, importId });
    if (!found) throw new DomainError("not-found");
    // The database lets nobody else move it on.
    if (found.createdBy !== viewer.personId) throw new DomainError("stale");
    const free = found.state === "receiving" || found.state === "checked" || isStuck(found);
    if (!free || !(await stepImport(tx, { importId }, { from: found.state, to: "checking", progress: 0 }))) {
      throw new DomainError("stale");
    }
    return found.complete;
  });
  workAfterAnswer({ viewer, importId }, "checkImport", () => runCheck({ viewer, importId }, complete));
}

async function runCheck(one: ImportOf, complete: boolean): Promise<void> {
  const { viewer, importId } = one;
  const key = { orgId: viewer.orgId, importId };
  try {
    const files = await withViewer(viewer, (tx) => listImportFiles(tx, key));
    noteProgress(one, "checking", 10);
    const read = await readFiles(viewer, files);
    noteProgress(one, "checking", 60);
    const present = await withViewer(viewer, (tx) => readPresent(tx, viewer, read));
    // Between two transactions: the database ends one that is silent for as long as a large file takes on a busy machine.
    const plan = planOn(present, viewer, { ...read, complete });
    const checked = {
      progress: 100,
      items: plan.items,
      problems: plan.problems.slice(0, problemsKept),
      summary: summaryOf(plan, read),
      fingerprint: fingerprintOf(plan),
    };
    await withViewer(viewer, (tx) => stepImport(tx, key, { from: "checking", to: "checked", ...checked }));
  } catch (error) {
    // The first error is the one to report, also when the database cannot note it.
    await withViewer(viewer, (tx) =>
      stepImport(tx, key, { from: "checking", to: "checked", failure: "fault" }),
    ).catch(() => undefined);
    throw error;
  }
}
