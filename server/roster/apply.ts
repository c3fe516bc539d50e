import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { withViewer } from "@/db/client";
import { codesOf } from "@/db/fault";
import { findCheckedList, findImport, listImportFiles, stepImport } from "@/db/queries/roster/imports";
import { allowSilence, lockRoster } from "@/db/queries/roster/roster";
import type { Viewer } from "@/lib/domain/permissions";
import type { ImportFailure } from "@/lib/domain/roster-imports";
import { breakers, type Tripped } from "@/lib/roster/plan";
import { isError } from "@/lib/roster/problems";
import { asAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { fingerprintOf, planOn, type ReadFiles, readFiles, readPresent, summaryOf } from "./prepare";
import { isStuck } from "./read";
import { type ImportOf, noteProgress, workAfterAnswer } from "./work";
import { heldBack, writePlan } from "./write-plan";

const typedNumber = z.string().max(20).optional();
const applyInput = z.object({
  importId: z.uuid(),
  /** Of the list of changes that the form showed: the import may have been checked again since, in another window. */
  seen: z.string().max(64).optional(),
  typed: z.object(Object.fromEntries(breakers.map((breaker) => [breaker, typedNumber]))),
});

/** The roster is not as it was when the list of changes was shown. */
class RosterChanged extends Error {}

/** Begins to carry out what a checked import listed, once every dangerous number was typed. */
export async function applyImport(viewer: Viewer, input: unknown): Promise<void> {
  const { importId, seen, typed } = parse(applyInput, input);
  const found = await asAdmin(viewer, async (tx) => {
    const one = await findImport(tx, { orgId: viewer.orgId, importId });
    if (!one) throw new DomainError("not-found");
    const ready = one.state === "checked" || (one.state === "applying" && isStuck(one));
    const { summary, fingerprint } = one;
    // The database lets nobody else move it on.
    if (one.createdBy !== viewer.personId) throw new DomainError("stale");
    if (!ready || !summary || !fingerprint || summary.errors > 0 || summary.counts.length === 0) {
      throw new DomainError("stale");
    }
    if (seen !== undefined && seen !== fingerprint) throw new DomainError("stale");
    demandNumbers(summary.tripped, typed);
    if (!(await stepImport(tx, { importId }, { from: one.state, to: "applying", progress: 0 })))
      throw new DomainError("stale");
    return { complete: one.complete, fingerprint };
  }).catch(refuseSecond);
  workAfterAnswer({ viewer, importId }, "applyImport", () => runApply({ viewer, importId }, found));
}

function demandNumbers(tripped: readonly Tripped[], typed: Record<string, string | undefined>): void {
  const wrong = tripped.filter(
    ({ breaker, count }) => typed[breaker]?.trim().replace(/[\s.,'’]/g, "") !== String(count),
  );
  if (wrong.length > 0) {
    throw new DomainError("invalid", Object.fromEntries(wrong.map(({ breaker }) => [breaker, "number"])));
  }
}

/** One import at a time: the database lets no second one begin. */
function refuseSecond(error: unknown): never {
  throw codesOf(error).constraint === "roster_imports_one_applies" ? new DomainError("busy") : error;
}

type Checked = { complete: boolean; fingerprint: string };

async function runApply(one: ImportOf, checked: Checked): Promise<void> {
  const { viewer, importId } = one;
  const key = { orgId: viewer.orgId, importId };
  try {
    const files = await withViewer(viewer, (tx) => listImportFiles(tx, key));
    noteProgress(one, "applying", 10);
    const read = await readFiles(viewer, files);
    noteProgress(one, "applying", 35);
    await carryOut(one, read, checked);
  } catch (error) {
    const failure = failureOf(error);
    // The first error is the one to report, also when the database cannot note it.
    const ended = { from: "applying", to: "checked", failure } as const;
    await withViewer(viewer, (tx) => stepImport(tx, key, ended)).catch((second: unknown) => {
      if (failure !== "fault") throw second;
    });
    if (failure === "fault") throw error;
  }
}

function failureOf(error: unknown): ImportFailure {
  if (error instanceof RosterChanged) return "roster-changed";
  const { constraint } = codesOf(error);
  // A partner began to answer, or somebody was given a unit, after this list was made.
  if (constraint && heldBack.has(constraint)) return "roster-changed";
  return constraint === "people_email" || constraint === "people_external_id" ? "address-taken" : "fault";
}

/** All of it in one transaction: an import that fails has changed nothing. */
async function carryOut(one: ImportOf, read: ReadFiles, { complete, fingerprint }: Checked): Promise<void> {
  const { viewer, importId } = one;
  const note = (progress: number) => noteProgress(one, "applying", progress);
  await withViewer(viewer, async (tx, client) => {
    await allowSilence(tx);
    await lockRoster(tx);
    const plan = planOn(await readPresent(tx, viewer, read), viewer, { ...read, complete });
    if (fingerprintOf(plan) !== fingerprint || plan.problems.some(isError)) throw new RosterChanged();
    // What the page showed is what is stored: both must say what the files say now.
    const shown = await findCheckedList(tx, { orgId: viewer.orgId, importId });
    const now = { items: plan.items, summary: summaryOf(plan, read) };
    if (!isDeepStrictEqual(shown, JSON.parse(JSON.stringify(now)))) throw new RosterChanged();
    const { left, asked } = await writePlan(tx, client, { viewer, plan, note });
    const isDone = await stepImport(
      tx,
      { importId },
      {
        from: "applying",
        to: "applied",
        progress: 100,
        summary: { ...now.summary, left, asked },
      },
    );
    // It was discarded meanwhile: nothing of it is done.
    if (!isDone) throw new RosterChanged();
  });
}
