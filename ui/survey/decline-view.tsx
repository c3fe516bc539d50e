import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { DuoForm, type DuoFormAction } from "../duo/duo-form";
import { TextLink } from "../text-link";

type Props = {
  survey: { cycleId: string; duoId: string; partnerName: string; closesAt: Date; declined: boolean };
  page: string;
  actions: Record<"decline" | "answer", DuoFormAction>;
  words: Dictionary;
  format: Formats;
};

/** What declining a cycle means, and the button that does it; once it is done, the one that takes it back. */
export function DeclineView({ survey, page, actions, words, format }: Props) {
  const { cycleId, duoId, partnerName, closesAt, declined } = survey;
  const text = words.declining;
  const place = { page, cycleId, duoId };
  const signIn = words.auth.signIn.title;
  return (
    <div className="mx-auto flex max-w-phone flex-col items-start gap-5">
      <h1 className="text-display">{declined ? text.declined.title : text.title}</h1>
      {declined ? (
        <p>{text.declined.text(format.dateTime(closesAt))}</p>
      ) : (
        <ul className="flex list-disc flex-col gap-2 pl-5">
          {text.lines(partnerName || words.home.formerPartner).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <DuoForm
        key={String(declined)}
        action={declined ? actions.answer : actions.decline}
        place={place}
        label={declined ? text.declined.act : text.confirm}
        kind={declined ? "primary" : "secondary"}
        signIn={signIn}
      />
      <TextLink href={declined ? "/home" : `/survey/${cycleId}/${duoId}`}>
        {declined ? text.declined.home : text.back}
      </TextLink>
    </div>
  );
}
