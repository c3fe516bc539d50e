import { type SharingMode, sharingModes } from "@/lib/domain/cycles";
import type { SchedulePage } from "@/lib/domain/schedule";
import { offeredTimeZones } from "@/lib/domain/time-zones";
import { fill } from "@/lib/i18n/fill";
import { PageTitle } from "../page-title";
import { Section } from "../section";
import { WhatWeCanSee } from "../seeing/what-we-can-see";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import type { ScheduleActions } from "./admin-actions";
import { AdminButton } from "./admin-button";
import { LaunchChecklist } from "./launch-checklist";
import { OpenCycleActions } from "./open-cycle-actions";
import { PlannedTable } from "./planned-table";
import { PromisePreview } from "./promise-preview";
import { ScheduleForm } from "./schedule-form";

/** `preview` is the sharing mode whose promise is shown. */
type Props = ViewProps & { page: SchedulePage; preview: SharingMode; actions: ScheduleActions };

/** When cycles open by themselves, the next ones, and what should be looked at before one opens. */
export function ScheduleView({ page, preview, actions, words, format }: Props) {
  const text = words.schedule;
  const { open, modes, signIn, keep } = words.program;
  const next = page.ahead.find(({ state }) => state === "planned");
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={
          next ? text.lede.running(format.inZone(next.timeZone).dateTime(next.opensAt)) : text.lede.byHand
        }
        actions={<TextLink href="/program">{text.back}</TextLink>}
      />
      {page.open && <OpenCycleActions open={page.open} actions={actions} words={words} format={format} />}
      <NextCycles page={page} actions={actions} words={words} format={format} />
      <Section title={text.form.title} note={text.form.note} className="print:hidden">
        <ScheduleForm
          action={actions.save}
          page={actions.page}
          initial={page.typed}
          running={page.running}
          takesBack={decidedByHand(page, words, format)}
          firstDayHint={firstDayHint(page, words, format)}
          timeZones={offeredTimeZones(page.typed.timeZone)}
          sharingModes={sharingModes}
          lastMode={page.lastMode ?? undefined}
          text={{ form: text.form, program: { open, modes, signIn, keep } }}
        />
        {page.running && (
          <div className="mt-6">
            <AdminButton
              action={actions.stop}
              page={actions.page}
              fields={{}}
              kind="secondary"
              text={{ ...text.stop, keep, signIn }}
            >
              {text.stop.text}
            </AdminButton>
          </div>
        )}
      </Section>
      <Section
        id="checklist"
        title={text.checklist.title}
        note={text.checklist.note(
          next && page.launch.opensAt && format.inZone(next.timeZone).dateTime(page.launch.opensAt),
        )}
      >
        <LaunchChecklist page={page} words={words} format={format} />
      </Section>
      <Section id="promise" title={text.preview.title} note={text.preview.note}>
        <PromisePreview page={page} mode={preview} words={words} format={format} />
      </Section>
      <Section title={words.seeing.title} note={words.seeing.note}>
        <WhatWeCanSee own={page.own} reader="admin" words={words} format={format} />
      </Section>
    </div>
  );
}

/** Planned cycles that were skipped or moved, in words. */
function decidedByHand({ ahead }: SchedulePage, words: Props["words"], format: Props["format"]) {
  return ahead.flatMap(({ id, byHand, opensAt, timeZone }) => {
    if (!byHand) return [];
    const opens = format.inZone(timeZone).dateTime(opensAt);
    return [{ id, text: fill(words.schedule.form.takesBack[byHand], { opens }) }];
  });
}

/** That the first day is in the open cycle, and which day the first planned opening has therefore. */
function firstDayHint({ open, typed, ahead }: SchedulePage, words: Props["words"], format: Props["format"]) {
  if (!open || typed.firstDay > open.closesLocal.slice(0, 10)) return undefined;
  const next = ahead.find(({ state }) => state === "planned");
  return words.schedule.firstDayHint(
    format.inZone(open.timeZone).dateTime(open.closesAt),
    next && format.inZone(next.timeZone).dateTime(next.opensAt),
  );
}

function NextCycles({ page, actions, words, format }: Omit<Props, "preview">) {
  const text = words.schedule;
  if (page.ahead.length === 0 && page.fallenOut.length === 0) return null;
  return (
    <Section title={text.planned.title} note={text.planned.note}>
      {page.ahead.length > 0 && (
        <PlannedTable lines={page.ahead} actions={actions} words={words} format={format} />
      )}
      {page.fallenOut.map((line) => (
        <p key={line.id} className="mt-2 text-small text-ink-2">
          {text.fallenOut(format.date(line.opensAt), text.why[line.reason ?? "cancelled"])}
        </p>
      ))}
    </Section>
  );
}
