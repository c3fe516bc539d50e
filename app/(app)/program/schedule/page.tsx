import type { Metadata } from "next";
import { personalPage } from "@/app/(app)/personal-page";
import { wordsFor } from "@/app/words";
import { previewWanted } from "@/lib/domain/schedule";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { pageToken } from "@/server/auth/secrets";
import { loadSchedule } from "@/server/schedule/schedule";
import { load } from "@/server/viewer";
import { ScheduleView } from "@/ui/program/schedule-view";
import * as actions from "./actions";

export const metadata: Metadata = { title: dictionary(defaultLocale).schedule.title };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default personalPage(async (viewer, { searchParams }: Props) => {
  const page = await load(loadSchedule);
  const { preview = page.typed.sharingMode } = previewWanted.parse(await searchParams);
  const given = {
    page: pageToken(viewer),
    save: actions.saveAction,
    stop: actions.stopAction,
    skip: actions.skipAction,
    restore: actions.restoreAction,
    shift: actions.shiftAction,
    extend: actions.extendAction,
    cancel: actions.cancelAction,
    nudge: actions.nudgeAction,
  };
  return <ScheduleView page={page} preview={preview} actions={given} {...wordsFor(viewer)} />;
});
