import { maxImportBytes } from "@/lib/domain/roster-imports";
import { DomainError } from "../errors";

export const maxBodyBytes = 256 * 1024;
const uploads = /^\/api\/program\/imports\/[^/?]+\/files\/[^/?]+(?:$|\?)/;
/** What the body of a request to this address may hold: a file of an import is the one exception. */
export const bodyLimit = (url: string): number => (uploads.test(url) ? maxImportBytes : maxBodyBytes);
/** For answers with personal data: neither a browser nor a proxy may store them. */
export const noStore = { "cache-control": "private, no-store" };

/** The body up to a limit, counted while it arrives: a length header may be missing or untrue. */
async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) throw new DomainError("too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A file as it was sent. */
export const readUpload = (request: Request): Promise<Buffer> => readBytes(request, maxImportBytes);

async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request, maxBodyBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DomainError("unreadable");
  }
}

/** A body as JSON; undefined when there is none. Refuses with "unreadable" or "too-large". */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("unreadable");
  }
}

/** The fields of a form that a browser posted; a field given twice counts once. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request)));
}

/** A field of a form as text; a file, or a field that is missing, is no text. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
