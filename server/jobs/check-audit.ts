import { asWorker } from "@/db/client";
import { listUnchecked } from "@/db/queries/audit-chain";
import { checkChain } from "../audit/verify";
import { logger } from "../logger";
import { eachOrganization } from "./each-organization";

/**
 * Checks the whole chain of each organization once a day: pages check only what was sealed since. What is wrong is noted
 * for the reviewer's pages, and said in the log each time.
 */
export async function checkAuditLogs(): Promise<void> {
  await eachOrganization("check-audit", await asWorker(listUnchecked), async ({ orgId }) => {
    const bad = await checkChain(orgId);
    if (bad) logger.error({ orgId, ...bad }, "the audit log's chain is not intact");
  });
}
