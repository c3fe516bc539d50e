import { asWorker } from "@/db/client";
import { sealAudit } from "@/db/queries/audit-chain";
import { listOrganizationIds } from "@/db/queries/jobs";
import { streamAudit } from "../audit/stream";
import { eachOrganization } from "./each-organization";

/** Seals the audit log of every organization, and then streams what is sealed. */
export async function sealAuditLogs(): Promise<void> {
  const organizations = (await asWorker(listOrganizationIds)).map((orgId) => ({ orgId }));
  await eachOrganization("seal-audit", organizations, async ({ orgId }) => {
    await asWorker((tx) => sealAudit(tx, orgId));
    await streamAudit(orgId);
  });
}
