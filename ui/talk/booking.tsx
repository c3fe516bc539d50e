import type { TalkPage } from "@/lib/domain/talks";
import { Button, buttonClass } from "../button";
import { TextField } from "../field";
import { keptForm } from "../kept/form-fields";
import { Section } from "../section";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { talk: TalkPage; address: string };

/** Books the talk: a time, then a file for a calendar and a mail that the person sends themselves. */
export function Booking({ talk, address, words, format }: Props) {
  const text = words.guide.book;
  const { at, start, partnerTimeZone } = talk.booking;
  const name = talk.partnerName || words.home.formerPartner;
  const chosen = start && format.dateTime(start);
  const theirs =
    start && partnerTimeZone ? clockOfPartner(start, partnerTimeZone, { words, format }) : undefined;
  const file = `/duos/${talk.duoId}/talk/calendar?${new URLSearchParams({ cycle: talk.cycleId, at })}`;
  return (
    <Section id="book" title={text.title} note={text.note} className="border-line border-t pt-5">
      <form {...keptForm} action={`/duos/${talk.duoId}/talk#book`} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="cycle" value={talk.cycleId} />
        <TextField
          type="datetime-local"
          name="at"
          required
          label={text.when}
          hint={text.zone(talk.booking.timeZone)}
          error={at !== "" && !start ? text.noTime : undefined}
          defaultValue={at}
        />
        <Button type="submit" kind="secondary">
          {text.choose}
        </Button>
      </form>
      {start && chosen && (
        <div className="mt-4 grid justify-items-start gap-3">
          <div>
            <p className="font-semibold">{chosen}</p>
            {theirs && (
              <p className="mt-1 text-ink-2">
                {theirs.same
                  ? text.sameClock(name)
                  : text.clocks(format.timeOfDay(start), name, theirs.short)}
              </p>
            )}
          </div>
          <div className="flex flex-wrap gap-3">
            <a href={file} download className={buttonClass()}>
              {text.file}
            </a>
            <a
              href={mailTo(
                text.subject,
                text.mail(!theirs || theirs.same ? chosen : text.mailWhen(chosen, theirs.full), address),
              )}
              className={buttonClass({ kind: "secondary" })}
            >
              {text.write}
            </a>
          </div>
        </div>
      )}
    </Section>
  );
}

/** What the partner's clock shows at an instant, with its day where that is another one than the reader's. */
function clockOfPartner(start: Date, timeZone: string, { words, format }: ViewProps) {
  const clock = format.inZone(timeZone);
  const time = clock.timeOfDay(start);
  const sameDay = clock.date(start) === format.date(start);
  return {
    same: sameDay && time === format.timeOfDay(start),
    short: sameDay ? time : words.guide.book.onDay(clock.dayMonth(start), time),
    full: clock.dateTime(start),
  };
}

/** A mail without a recipient: who gets it is the person's own choice (RFC 6068). */
const mailTo = (subject: string, body: string) =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
