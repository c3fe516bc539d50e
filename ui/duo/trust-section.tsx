import type { DuoPage, TrustExchange } from "@/lib/domain/duos";
import { fill } from "@/lib/i18n/fill";
import { itemByCode } from "@/lib/instrument/instrument";
import { answerWord } from "../reveal/reveal-row";
import { Section } from "../section";
import type { ViewProps } from "../view-props";
import { DuoForm, type DuoFormAction } from "./duo-form";

/** What a partner can do about showing trust; `page` names the person whom the page was made for. */
export type TrustActions = { page: string; agree: DuoFormAction; takeBack: DuoFormAction };

type Props = Pick<ViewProps, "words"> & {
  duo: DuoPage;
  trust: TrustExchange;
  actions: TrustActions;
  partnerName: string;
};

/** What each expects of the other's decisions: offered, agreed by the reader alone, or shown in both directions. */
export function TrustSection({ duo, trust, actions, partnerName, words }: Props) {
  const text = words.reveal.trust;
  const names = { P: partnerName };
  const said = (answer: number | null, about: string) =>
    answer === null ? text.cantSay : answerWord({ item: "TR1", answer, about });
  const question = fill(itemByCode("TR1").wording[duo.side], names);
  if (trust.state === "shown") {
    return (
      <Section title={text.title}>
        <p className="text-ink-3 text-small">{question}</p>
        <ol className="mt-3 grid gap-3">
          <Arrow title={fill(text.mine, names)} said={said(trust.mine, partnerName)} />
          <Arrow title={fill(text.theirs, names)} said={said(trust.theirs, words.reveal.youInText)} toMe />
        </ol>
        {trust.guess && (
          <p className="mt-3 text-ink-3 text-small">
            {fill(words.reveal.guess[trust.guess.outcome], {
              ...names,
              expected: said(trust.guess.expected, words.reveal.youInText),
            })}{" "}
            {words.reveal.guess.onlyYou}
          </p>
        )}
        <p className="mt-3 text-ink-2">{text.shown}</p>
      </Section>
    );
  }
  const agreed = trust.state === "agreed";
  // A duo that has ended is asked for nothing more; what one agreed to alone they can still take back.
  if (duo.endedOn && !agreed) return null;
  return (
    <Section title={text.title}>
      <p className="text-ink-2">{fill(agreed ? text.agreed : text.offered, names)}</p>
      <DuoForm
        action={agreed ? actions.takeBack : actions.agree}
        place={{ page: actions.page, duoId: duo.duoId, cycleId: duo.chosen.cycleId }}
        label={agreed ? text.takeBack : text.agree}
        kind={agreed ? "secondary" : "primary"}
        signIn={words.roster.signIn}
      />
    </Section>
  );
}

/** One direction of trust: an arrow away from the reader, or towards them. */
function Arrow({ title, said, toMe }: { title: string; said: string; toMe?: boolean }) {
  return (
    <li className="rounded-xl border border-line bg-paper px-4 py-3">
      <p className="flex items-center gap-2 text-ink-3 text-small">
        <svg
          aria-hidden="true"
          viewBox="0 0 28 10"
          className={`h-2.5 w-7 shrink-0 ${toMe ? "rotate-180" : ""}`}
        >
          <path d="M0 5H25M20 1l5 4-5 4" fill="none" strokeWidth="1.75" className="stroke-accent" />
        </svg>
        {title}
      </p>
      <p className="mt-1">{said}</p>
    </li>
  );
}
