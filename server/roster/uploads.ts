import { z } from "zod";
import { isDuplicateKey } from "@/db/fault";
import { addImportFile, beginImport, countImportBytes, findImport } from "@/db/queries/roster/imports";
import { inOneLine } from "@/lib/domain/characters";
import type { Viewer } from "@/lib/domain/permissions";
import { maxImportBytes, maxImportFiles } from "@/lib/domain/roster-imports";
import { storableText } from "@/lib/domain/text";
import { asAdmin } from "../as-admin";
import { DomainError } from "../errors";
import { parse } from "../http/parse";

const fileInput = z.object({
  importId: z.uuid(),
  number: z.coerce.number().int().min(1).max(maxImportFiles),
  name: storableText().overwrite(inOneLine).min(1).max(200),
  complete: z.enum(["yes", "no"]),
});

/** Takes one file of an import in; the first one begins the import. All files together have a limit. */
export async function receiveImportFile(viewer: Viewer, input: unknown, content: Uint8Array): Promise<void> {
  const { importId, number, name, complete } = parse(fileInput, input);
  const key = { orgId: viewer.orgId, importId };
  await asAdmin(viewer, async (tx, client) => {
    await beginImport(tx, key, complete === "yes");
    const found = await findImport(tx, key);
    if (found?.state !== "receiving") throw new DomainError("stale");
    if ((await countImportBytes(tx, key)) + content.byteLength > maxImportBytes)
      throw new DomainError("too-large");
    await addImportFile(client, key, { number, name, content });
  }).catch(refuseTwice);
}

/** Another import with that id, or another file with that number. */
function refuseTwice(error: unknown): never {
  throw isDuplicateKey(error) ? new DomainError("conflict") : error;
}
