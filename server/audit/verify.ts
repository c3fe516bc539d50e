import { createHash } from "node:crypto";
import { asWorker, type Tx } from "@/db/client";
import { type BegunCheck, beginCheck, findUnsealed, listLinks, noteCheck } from "@/db/queries/audit-chain";
import { listOrganizationIds } from "@/db/queries/jobs";
import type { BadLink, ChainFault } from "@/lib/domain/audit-chain";

/** What the check of an organization's chain found. */
export type ChainReport = {
  organization: string;
  /** Rows with a link, and rows that the job has yet to seal. */
  sealed: number;
  unsealed: number;
  head: string | null;
  /** The number of the link with the hash that was asked for; null where no link has it. */
  expected?: number | null;
  bad: BadLink | null;
};

type Link = Awaited<ReturnType<typeof listLinks>>[number];

/** Few enough that answers are served between two portions by a process that also runs jobs. */
const linksAtOnce = 1_000;
/** In microseconds: no transaction of the product lasts longer, so a row of an earlier time was not the product's. */
const longestTransaction = 3_600_000_000n;

const sha256 = (lines: readonly (string | number | null)[]) =>
  createHash("sha256")
    .update(lines.map((line) => line ?? "").join("\n"))
    .digest("hex");

/**
 * Checks the chains of all organizations link by link, from the stored rows alone and with none of the database's
 * functions that made them, and notes for the pages what was found. `expect` is a hash that was written down earlier.
 */
export async function verifyAudit(expect?: string): Promise<ChainReport[]> {
  const reports: ChainReport[] = [];
  for (const orgId of await asWorker(listOrganizationIds)) {
    const { expected, ...report } = await asWorker(async (tx) =>
      verifyChain(tx, { orgId, expect, begun: await beginCheck(tx, orgId) }),
    );
    reports.push(expect === undefined ? report : { ...report, expected });
  }
  return reports;
}

/** Checks the whole chain of one organization and notes what was found, unless another process is about to. */
export const checkChain = (orgId: string): Promise<BadLink | null> =>
  asWorker(async (tx) => {
    const begun = await beginCheck(tx, orgId);
    return begun ? (await verifyChain(tx, { orgId, begun })).bad : null;
  });

type Asked = { orgId: string; expect?: string | undefined; begun: BegunCheck | undefined };

async function verifyChain(
  tx: Tx,
  { orgId, expect, begun }: Asked,
): Promise<ChainReport & { expected: number | null }> {
  const check = new ChainCheck(orgId, { expect, noted: begun?.last.hash ?? null });
  for (let links: Link[] = [], more = true; more; more = links.length === linksAtOnce) {
    links = await listLinks(tx, orgId, { after: check.last, limit: linksAtOnce });
    for (const link of links) check.take(link);
  }
  const { unsealed, late } = await findUnsealed(tx, orgId);
  const { head, sealed, expected } = check;
  const cut = begun && !check.hasNoted ? cutOff(begun.last.number) : null;
  const bad = check.bad ?? cut ?? (late === null ? null : unlinked(late));
  // Where the end was cut off, what was checked before stays noted: else the next check would find nothing.
  const last = check.hasNoted ? { number: check.last, hash: head } : begun?.last;
  if (begun && last) await noteCheck(tx, orgId, { began: begun.began, last, bad });
  return { organization: orgId, sealed, unsealed, head, bad, expected };
}

const unlinked = (rowId: string): BadLink => ({ fault: "inserted", number: null, rowId });

const cutOff = (number: number | null): BadLink => ({ fault: "cut", number, rowId: null });

/** Takes the links of a chain in their order and keeps the first that is wrong. */
class ChainCheck {
  sealed = 0;
  last = 0;
  head: string | null = null;
  bad: BadLink | null = null;
  expected: number | null = null;
  /** When the present run and the one before it sealed, in microseconds. */
  private run = 0n;
  private runBefore: bigint | undefined;

  /** Whether the link with which the last check ended is in the chain; true where there was no check. */
  hasNoted: boolean;

  constructor(
    private readonly orgId: string,
    private readonly hashes: { expect: string | undefined; noted: string | null },
  ) {
    this.hasNoted = hashes.noted === null;
  }

  take(link: Link): void {
    const { number, rowId, hash } = link;
    const sealedAt = BigInt(link.sealedAt);
    if (sealedAt > this.run) [this.runBefore, this.run] = [this.sealed > 0 ? this.run : undefined, sealedAt];
    const fault = this.faultOf(link);
    if (fault) this.bad ??= { fault, number, rowId };
    if (hash === this.hashes.expect) this.expected = number;
    if (hash === this.hashes.noted) this.hasNoted = true;
    this.sealed += 1;
    this.last = number;
    this.head = hash;
  }

  private faultOf(link: Link): ChainFault | undefined {
    const { number, sealedAt, rowHash, id, at, actorId, action, area, subjectId, detail } = link;
    if (number !== this.last + 1) return "gap";
    if (id === null) return "removed";
    if (sha256([this.orgId, id, at, actorId, action, area, subjectId, detail]) !== rowHash) return "changed";
    const before = this.head ?? "0".repeat(64);
    if (sha256([before, number, sealedAt, rowHash]) !== link.hash) return "order";
    if (this.runBefore !== undefined && BigInt(at) < this.runBefore - longestTransaction) return "inserted";
    return undefined;
  }
}
