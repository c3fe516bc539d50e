import type { Viewer } from "@/lib/domain/permissions";
import { openAuditFile } from "./export";
import { loadAuditLog } from "./read";

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
});
