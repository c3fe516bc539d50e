import { promiseVersion, type SharingMode, sharingModes } from "@/lib/domain/cycles";
import { type PreviewRole, previewRoles, type SchedulePage } from "@/lib/domain/schedule";
import { Disclosure } from "../disclosure";
import { Link } from "../link";
import { PromiseText } from "../survey/promise-text";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { page: SchedulePage; mode: SharingMode };

/** What each role is told of a cycle in a sharing mode; what partners are told is the promise itself. */
export function PromisePreview({ page, mode, words, format }: Props) {
  const text = words.schedule.preview;
  return (
    <div className="flex max-w-column flex-col gap-3">
      <ModeLinks mode={mode} words={words} />
      {previewRoles.map((role) => (
        <Disclosure key={role} summary={text.as[role]} printed>
          {role === "partner" ? (
            <PromiseText
              version={promiseVersion}
              mode={mode}
              closes={closing(page, text.closes, format)}
              retention={words.retention.months(format.whole(page.retentionMonths))}
              partnerName={text.partner}
              promises={words.promises}
            />
          ) : (
            <Told lines={linesOf(role, mode, words)} />
          )}
        </Disclosure>
      ))}
    </div>
  );
}

/** The next closing time, or words for it where none is known yet. */
function closing({ ahead }: SchedulePage, unknown: string, format: ViewProps["format"]): string {
  const next = ahead.find(({ state }) => state === "planned");
  return next ? format.dateTime(next.closesAt) : unknown;
}

function linesOf(role: Exclude<PreviewRole, "partner">, mode: SharingMode, words: ViewProps["words"]) {
  const { lines } = words.schedule.preview;
  return role === "leader" ? [words.program.modes[mode].text, ...lines.leader[mode]] : lines[role];
}

function Told({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1.5 pl-5 text-ink-2">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function ModeLinks({ mode, words }: Pick<Props, "mode" | "words">) {
  return (
    <nav aria-label={words.schedule.preview.modes} className="flex flex-wrap gap-2 print:hidden">
      {sharingModes.map((one) => (
        <Link
          key={one}
          href={`/program/schedule?preview=${one}#promise`}
          aria-current={one === mode ? "true" : undefined}
          className="inline-flex min-h-9 items-center rounded-lg border border-line px-3 text-small aria-[current]:bg-accent-soft aria-[current]:font-semibold"
        >
          {words.program.modes[one].label}
        </Link>
      ))}
    </nav>
  );
}
