import type { Viewer } from "@/lib/domain/permissions";
import { checkAuditLogs } from "../jobs/check-audit";
import { sealAuditLogs } from "../jobs/seal-audit";
import { openAuditFile } from "./export";
import { loadAuditLog } from "./read";
import { loadReview } from "./review";
import { streamAudit } from "./stream";
import { verifyAudit } from "./verify";

/** Every service of the audit log by its file, for tests that call them all as a reviewer who looks for `who`. */
export const auditServices = (
  reviewer: () => Viewer,
  who: string,
): Record<string, Record<string, () => unknown>> => ({
  "audit/read.ts": { loadAuditLog: () => loadAuditLog(reviewer(), 1) },
  "audit/export.ts": {
    openAuditFile: async () => {
      const { body } = await openAuditFile(reviewer(), { format: "csv", who });
      return new Response(body).text();
    },
  },
  "audit/review.ts": { loadReview: () => loadReview(reviewer()) },
  "audit/verify.ts": { verifyAudit: () => verifyAudit() },
  "audit/stream.ts": { streamAudit: () => streamAudit(reviewer().orgId) },
  "jobs/check-audit.ts": { checkAuditLogs },
  "jobs/seal-audit.ts": { sealAuditLogs },
});
