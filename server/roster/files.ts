import { z } from "zod";
import { findImport } from "@/db/queries/roster/imports";
import { currentDay, readRoster } from "@/db/queries/roster/roster";
import { byteOrderMark, csvRecord } from "@/lib/csv/csv";
import type { Viewer } from "@/lib/domain/permissions";
import { dictionary } from "@/lib/i18n";
import { localeOf } from "@/lib/i18n/locales";
import { recordKinds } from "@/lib/roster/columns";
import { isError } from "@/lib/roster/problems";
import { writeRoster, writeTemplate } from "@/lib/roster/write-files";
import { asAdmin, readAsAdmin } from "../as-admin";
import { recordAudit } from "../audit/record";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { withShownAddresses } from "./shown-cells";

const fileInput = z.object({
  what: z.enum(["roster", "template"]),
  kind: z.enum(["all", ...recordKinds]),
});

export type RosterDownload = { name: string; body: string };

/** The present roster, or a template, as a file: one kind of lines or all of them. The roster is audited. */
export function loadRosterFile(viewer: Viewer, input: unknown): Promise<RosterDownload> {
  const { what, kind } = parse(fileInput, input);
  const only = kind === "all" ? undefined : kind;
  const name = `twofold-${what}-${kind}.csv`;
  const run = what === "template" ? readAsAdmin : asAdmin;
  return run(viewer, async (tx) => {
    if (what === "template") return { name, body: writeTemplate(only) };
    const roster = await readRoster(tx, viewer.orgId);
    await recordAudit(tx, viewer, { action: "roster.exported", detail: { table: kind } });
    return {
      name,
      body: writeRoster(
        { ...roster, people: roster.people.map(withShownAddresses) },
        await currentDay(tx),
        only,
      ),
    };
  });
}

/** Every problem of a checked import as a file, with its place, its value and how to mend it. */
export function loadProblemFile(viewer: Viewer, input: unknown): Promise<RosterDownload> {
  const { importId } = parse(z.object({ importId: z.uuid() }), input);
  const text = dictionary(localeOf(viewer.locale)).roster;
  return readAsAdmin(viewer, async (tx) => {
    const found = await findImport(tx, { orgId: viewer.orgId, importId });
    if (!found?.problems) throw new DomainError("not-found");
    const records = found.problems.map((problem) => {
      const { title, mend } = text.problems[problem.code];
      const { file, line, column = "", value = "", otherLine } = problem;
      const kind = isError(problem) ? text.problemFile.error : text.problemFile.warning;
      return csvRecord([
        kind,
        String(file),
        String(line),
        column,
        value,
        otherLine ? String(otherLine) : "",
        title,
        mend,
      ]);
    });
    return {
      name: "twofold-import-problems.csv",
      body: byteOrderMark + csvRecord(text.problemFile.head) + records.join(""),
    };
  });
}
