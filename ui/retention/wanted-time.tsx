import type { RetentionPage } from "@/lib/domain/retention";
import { AdminButton } from "../program/admin-button";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { isSooner } from "./retained-cycles";
import type { RetentionActions } from "./retention-actions";

type Props = ViewProps & { retention: RetentionPage; actions: RetentionActions; wanted: number };

/** What another time would remove a day from now and later, and the button that chooses it. */
export function WantedTime({ retention, actions, wanted, words, format }: Props) {
  const text = words.retention.wanted;
  const time = words.retention.months(format.whole(wanted));
  const shorter = wanted < retention.months;
  return (
    <Section title={shorter ? text.shorter(time) : text.longer(time)}>
      <div className="flex max-w-reading flex-col gap-3">
        {shorter ? (
          consequences({ retention, words, format }).map((line) => <p key={line}>{line}</p>)
        ) : (
          <p>{text.longerText}</p>
        )}
        <AdminButton
          action={actions.change}
          page={actions.page}
          fields={{ months: String(wanted), expected: String(retention.months) }}
          kind={shorter ? "danger" : "secondary"}
          text={{
            label: text.label(time),
            title: text.title(time),
            keep: text.keep,
            done: text.done(time),
            signIn: words.program.signIn,
          }}
        >
          {shorter ? text.confirmShorter : text.confirmLonger}
        </AdminButton>
      </div>
    </Section>
  );
}

/** How many surveys of how many cycles would go when the day is over, and how many cycles' answers earlier than now. */
function consequences({ retention, words, format }: ViewProps & { retention: RetentionPage }): string[] {
  const text = words.retention.wanted;
  const sooner = retention.cycles.filter(isSooner);
  const gone = sooner.filter((cycle) => goesAtOnce(cycle.wantedEndsAt, retention.now));
  const surveys = gone.reduce((sum, cycle) => sum + cycle.surveys, 0);
  const later = sooner.length - gone.length;
  return [
    text.atOnce(format.count(surveys), format.count(gone.length)),
    ...(later > 0 ? [text.later(format.count(later))] : []),
  ];
}

const day = 86_400_000;
/** Whether answers would go as soon as the shorter time takes effect. */
const goesAtOnce = (wantedEndsAt: string | null, now: string) =>
  wantedEndsAt !== null && Date.parse(wantedEndsAt) <= Date.parse(now) + day;
