import { createHash } from "node:crypto";
import { asWorker } from "@/db/client";
import { findUnsealed, listLinks } from "@/db/queries/audit-chain";
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

const linksAtOnce = 10_000;
/** In microseconds: no transaction of the product lasts longer, so a row of an earlier time was not the product's. */
const longestTransaction = 3_600_000_000n;

const sha256 = (lines: readonly (string | number | null)[]) =>
  createHash("sha256")
    .update(lines.map((line) => line ?? "").join("\n"))
    .digest("hex");

/**
 * Checks the chains of all organizations link by link, from the stored rows alone and with none of the database's
 * functions that made them. `expect` is a hash that was written down earlier.
 */
export async function verifyAudit(expect?: string): Promise<ChainReport[]> {
  const reports: ChainReport[] = [];
  for (const orgId of await asWorker(listOrganizationIds)) reports.push(await verifyChain(orgId, expect));
  return reports;
}

async function verifyChain(orgId: string, expect: string | undefined): Promise<ChainReport> {
  const check = new ChainCheck(orgId, expect);
  for (let links: Link[] = [], more = true; more; more = links.length === linksAtOnce) {
    links = await asWorker((tx) => listLinks(tx, orgId, { after: check.last, limit: linksAtOnce }));
    for (const link of links) check.take(link);
  }
  const { unsealed, late } = await asWorker((tx) => findUnsealed(tx, orgId));
  const { bad, head, sealed, expected } = check;
  const inserted = late === null ? null : ({ fault: "inserted", number: null, rowId: late } as const);
  const report = { organization: orgId, sealed, unsealed, head, bad: bad ?? inserted };
  return expect === undefined ? report : { ...report, expected };
}

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

  constructor(
    private readonly orgId: string,
    private readonly expect: string | undefined,
  ) {}

  take(link: Link): void {
    const { number, rowId, hash } = link;
    const sealedAt = BigInt(link.sealedAt);
    if (sealedAt > this.run) [this.runBefore, this.run] = [this.sealed > 0 ? this.run : undefined, sealedAt];
    const fault = this.faultOf(link);
    if (fault) this.bad ??= { fault, number, rowId };
    if (hash === this.expect) this.expected = number;
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
