import { auditFields, auditHref } from "@/lib/domain/audit-query";
import { openAuditFile } from "@/server/audit/export";
import { DomainError } from "@/server/errors";
import { handler } from "@/server/http/action";
import { exportBusy, exportResponse, signInAgainFor } from "@/server/http/export-response";
import { seeOther } from "@/server/http/responses";

/**
 * The audit log as a CSV or JSON Lines file. A sign-in older than an hour is renewed first; filters that make no sense
 * lead to the page with the same address, which says what is wrong with them.
 */
export const GET = handler(async (viewer, { query }) => {
  try {
    return exportResponse(await openAuditFile(viewer, query));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const asked = auditFields.flatMap((name) => (query[name] ? [[name, query[name]]] : []));
    const page = auditHref("/audit", Object.fromEntries(asked));
    if (error.code === "sign-in-again") return signInAgainFor(page);
    if (error.code === "invalid" && !("format" in error.fields)) return seeOther(page);
    if (error.code === "busy") return exportBusy();
    throw error;
  }
});
