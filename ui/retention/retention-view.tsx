import { RETENTION_LEAST, RETENTION_MOST, type RetentionPage } from "@/lib/domain/retention";
import { Button } from "../button";
import { TextField } from "../field";
import { keptForm } from "../kept/form-fields";
import { Notice } from "../notice";
import { PageTitle } from "../page-title";
import { AdminButton } from "../program/admin-button";
import { Section } from "../section";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { RetainedCycles } from "./retained-cycles";
import type { RetentionActions } from "./retention-actions";
import { WantedTime } from "./wanted-time";

type Props = ViewProps & { retention: RetentionPage; actions: RetentionActions };

/** How long raw answers are kept, what another time would remove, and the way to it and back. */
export function RetentionView({ retention, actions, words, format }: Props) {
  const text = words.retention;
  const shared = { retention, actions, words, format };
  return (
    <div className="flex flex-col gap-10">
      <PageTitle
        title={text.title}
        lede={text.lede(text.months(format.whole(retention.months)))}
        actions={<TextLink href="/program">{words.schedule.back}</TextLink>}
      />
      {retention.next ? (
        <Waiting {...shared} next={retention.next} />
      ) : (
        <>
          <Look {...shared} />
          {retention.wanted !== null && <WantedTime {...shared} wanted={retention.wanted} />}
        </>
      )}
      <div className="grid gap-8 sm:grid-cols-2">
        {(["goes", "stays"] as const).map((part) => (
          <Section key={part} title={text[part].title}>
            <ul className="grid list-disc gap-1 pl-5 text-small">
              {text[part].lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
      <RetainedCycles retention={retention} words={words} format={format} />
    </div>
  );
}

type WaitingProps = Props & { next: NonNullable<RetentionPage["next"]> };

/** A shorter time that waits, and the button that takes it back. */
function Waiting({ retention, next, actions, words, format }: WaitingProps) {
  const { undo, ...text } = words.retention;
  return (
    <Notice
      kind="warning"
      title={text.waiting(text.months(format.whole(next.months)), format.dateTime(new Date(next.from)))}
    >
      <p className="mb-3">{text.waitingText}</p>
      <AdminButton
        action={actions.undo}
        page={actions.page}
        fields={{}}
        kind="secondary"
        text={{
          label: undo.label,
          title: undo.title,
          keep: undo.keep,
          done: undo.done,
          signIn: words.program.signIn,
        }}
      >
        {undo.text(text.months(format.whole(retention.months)))}
      </AdminButton>
    </Notice>
  );
}

/** Another time to look at; what it would do is in the address, so that it can be shown to somebody else. */
function Look({ retention, words, format }: Props) {
  const { look } = words.retention;
  const { refused, wanted, months } = retention;
  return (
    <Section title={look.title} note={look.note}>
      <form
        {...keptForm}
        action="/program/retention"
        className="flex max-w-phone flex-wrap items-end gap-3 print:hidden"
      >
        <div className="min-w-0 grow">
          <TextField
            name="months"
            inputMode="numeric"
            required
            label={look.months}
            hint={look.hint(format.whole(RETENTION_LEAST), format.whole(RETENTION_MOST))}
            error={refused === null ? undefined : look.refused(refused)}
            defaultValue={refused ?? wanted ?? months}
          />
        </div>
        <Button type="submit" kind="secondary">
          {look.action}
        </Button>
      </form>
    </Section>
  );
}
