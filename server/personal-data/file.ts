import { z } from "zod";
import { currentTime, withViewer } from "@/db/client";
import { signedInRecently, type Viewer } from "@/lib/domain/permissions";
import { dictionary } from "@/lib/i18n";
import { formats } from "@/lib/i18n/format";
import { localeOf } from "@/lib/i18n/locales";
import { writeOwnCsv, writeOwnJson } from "@/lib/personal-data/write-files";
import { dayInZone } from "@/lib/schedule/local-time";
import { recordAudit } from "../audit/record";
import { DomainError } from "../errors";
import { parse } from "../http/parse";
import { loadOwnData } from "./own-data";

const input = z.object({ format: z.enum(["csv", "json"]) });

export type OwnDataFile = { name: string; body: ReadableStream<Uint8Array>; format: "csv" | "json" };

/**
 * Everything that is stored about the viewer, as a file. Refuses with "sign-in-again" when the last sign-in is over an
 * hour old. The log has it before the first byte is sent. All is read first: a slow reader holds no connection.
 */
export async function openOwnDataFile(viewer: Viewer, query: unknown): Promise<OwnDataFile> {
  const { format } = parse(input, query);
  await withViewer(viewer, async (tx) => {
    if (!signedInRecently(viewer, await currentTime(tx))) throw new DomainError("sign-in-again");
    await recordAudit(tx, viewer, { action: "own-data.exported", detail: { table: format } });
  });
  const data = await loadOwnData(viewer);
  const locale = localeOf(viewer.locale);
  const words = dictionary(locale);
  const into = { words, format: formats(locale, viewer.timeZone) };
  const pieces = format === "csv" ? writeOwnCsv(data, into) : writeOwnJson(data, into);
  const day = dayInZone(data.madeAt, viewer.timeZone);
  return { name: `${words.personalData.file.name(day)}.${format}`, body: streamed(pieces), format };
}

/** Writes a piece at a time, when the reader is ready for it. */
function streamed(pieces: Generator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}
