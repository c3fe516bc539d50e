import type { SchedulePage } from "@/lib/domain/schedule";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { page: SchedulePage };

const shownAtMost = 5;

/** What should be looked at before a cycle opens; a tick says that there is nothing to do. */
export function LaunchChecklist({ page, words, format }: Props) {
  const text = words.schedule.checklist;
  const lines = [
    { ok: page.launch.duos > 0, says: text.duos(format.count(page.launch.duos)), names: [] },
    // Without a duo nothing is in order.
    ...page.findings
      .filter(({ names }) => page.launch.duos > 0 || names.length > 0)
      .map(({ kind, names }) => ({
        ok: names.length === 0,
        says: names.length === 0 ? text.fine[kind] : text.found[kind](format.count(names.length)),
        names,
      })),
    {
      ok: !page.mail.trouble,
      says: text.mail[page.mail.trouble ?? "fine"],
      names: [],
    },
  ];
  return (
    <ul className="flex max-w-column flex-col gap-3">
      {lines.map(({ ok, says, names }) => (
        <li key={says} className="flex gap-3">
          <span
            aria-hidden="true"
            className={`w-4 shrink-0 font-bold ${ok ? "text-accent" : "text-strained"}`}
          >
            {ok ? "✓" : "!"}
          </span>
          <span className="min-w-0">
            <span className="sr-only">{ok ? text.ok : text.look} </span>
            {says}
            {names.length > 0 && (
              <span className="block text-small text-ink-3">
                {format.list(names.slice(0, shownAtMost))}
                {names.length > shownAtMost && text.more(format.whole(names.length - shownAtMost))}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
