import { open } from "node:fs/promises";
import { asWorker } from "@/db/client";
import { listLinks, lockStream, markStreamed } from "@/db/queries/audit-chain";
import { env } from "../env";

/** The code of an error of a stream that cannot be written. */
export const streamFault = "AUDIT_STREAM";

const linksAtOnce = 1000;
type Link = Awaited<ReturnType<typeof listLinks>>[number];

/**
 * Writes what is sealed and not yet streamed to where AUDIT_STREAM says: one JSON object in a line for each row, in the
 * order of sealing. Each is written once; after a crash between the writing and its note in the database, those of the
 * last thousand come again.
 */
export async function streamAudit(orgId: string): Promise<void> {
  const target = env().AUDIT_STREAM;
  if (!target) return;
  for (let written = linksAtOnce; written === linksAtOnce; ) {
    written = await asWorker(async (tx) => {
      const after = await lockStream(tx, orgId);
      const links = await listLinks(tx, orgId, { after, limit: linksAtOnce });
      if (links.length === 0) return 0;
      await write(target, links.map((link) => lineOf(orgId, link)).join("")).catch((cause) => {
        throw Object.assign(new Error("The audit stream cannot be written", { cause }), {
          code: streamFault,
        });
      });
      await markStreamed(tx, orgId, links.at(-1)!.number);
      return links.length;
    });
  }
}

/** Without its row a link says only that it is missing. Of the detail ids, numbers and yes or no, never a text. */
function lineOf(organization: string, { number, hash, rowId, ...row }: Link): string {
  const chain = { stream: "twofold-audit", organization, number, hash, id: rowId };
  if (row.id === null) return `${JSON.stringify({ ...chain, missing: true })}\n`;
  const { at, actorId: actor, area, action, subjectId: subject } = row;
  const time = new Date(Number(BigInt(at) / 1000n)).toISOString();
  return `${JSON.stringify({ ...chain, at: time, area, action, actor, subject, detail: idsIn(row.detail) })}\n`;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const idsIn = (detail: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(JSON.parse(detail) as Record<string, unknown>).filter(
      ([, value]) => typeof value !== "string" || uuid.test(value),
    ),
  );

async function write(target: string, lines: string): Promise<void> {
  if (target === "stdout") {
    await new Promise<void>((resolve, reject) => {
      process.stdout.write(lines, (error) => (error ? reject(error) : resolve()));
    });
    return;
  }
  // Opened each time, so that a file that was moved away is begun anew.
  const file = await open(target, "a+");
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    // What a crash cut off ends here, so that the next line is whole.
    await file.appendFile(size > 0 && buffer.toString() !== "\n" ? `\n${lines}` : lines);
    await file.datasync();
  } finally {
    await file.close();
  }
}
