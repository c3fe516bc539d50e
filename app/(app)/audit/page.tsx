import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { tabTitles, wordsFor } from "@/app/words";
import { loadAuditLog } from "@/server/audit/read";
import { load } from "@/server/viewer";
import { AuditView } from "@/ui/audit/audit-view";

export const metadata: Metadata = { title: tabTitles.audit };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const wanted = await searchParams;
  const log = await load(loadAuditLog, wanted);
  return <AuditView log={log} reader={viewer} {...wordsFor(viewer)} />;
});
