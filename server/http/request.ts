import { DomainError } from "../errors";

export const maxBodyBytes = 256 * 1024;
/** Nothing personal is kept by a browser or anything on the way. */
export const noStore = { "cache-control": "private, no-store" };

/** Refuses a change that another site's page asked for. The Host header is allow-listed by then. */
export function assertSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const same =
    origin === null
      ? headers.get("sec-fetch-site") === "same-origin"
      : URL.canParse(origin) && new URL(origin).host === headers.get("host");
  if (!same) throw new DomainError("not-found");
}

/** The body up to the cap, counted while it arrives: a length header may be missing or untrue. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) throw new DomainError("too-large");
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid");
  }
}

/** The fields of a form that a browser posted; a field given twice counts once. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request)));
}
