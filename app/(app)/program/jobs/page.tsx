import type { Metadata } from "next";
import { headers } from "next/headers";
import { personalPage } from "@/app/(app)/personal-page";
import { wordsFor } from "@/app/words";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { pageToken } from "@/server/auth/secrets";
import { loadJobs } from "@/server/jobs/jobs-page";
import { hasMailbox } from "@/server/mail/mailbox";
import { load } from "@/server/viewer";
import { JobsView } from "@/ui/program/jobs-view";
import { retryAllMailAction, retryJobAction, retryMailAction } from "./actions";

export const metadata: Metadata = { title: dictionary(defaultLocale).jobs.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const page = await load(loadJobs, await searchParams);
  const actions = {
    page: pageToken(viewer),
    retryJob: retryJobAction,
    retryMail: retryMailAction,
    retryAllMail: retryAllMailAction,
  };
  const mailbox = hasMailbox((await headers()).get("host") ?? undefined);
  return <JobsView page={page} hasMailbox={mailbox} actions={actions} {...wordsFor(viewer)} />;
});
