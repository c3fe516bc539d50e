import type { Pairing } from "@/lib/guide/pairing";
import { Disclosure } from "../disclosure";
import { Section } from "../section";
import type { ViewProps } from "../view-props";

type Props = Pick<ViewProps, "words"> & { pairing: Pairing; partnerName: string };

/** How the two fit, without a score: what tends to rub, and a question for each. */
export function PairingSection({ pairing, partnerName, words }: Props) {
  const text = words.pairing;
  const { archetypes, risk, grades, coaching } = pairing;
  return (
    <Section title={text.title} note={text.note} className="border-line border-t pt-5">
      <Disclosure onPhone printed summary={text.show}>
        <dl className="grid grid-cols-1 gap-5">
          {archetypes && (
            <Part title={text.archetypes.title} {...archetypeTexts(archetypes, partnerName, text)} />
          )}
          {risk && (
            <Part title={text.risk.title} text={riskText(risk, text)} ask={text.risk.ask[risk.distance]} />
          )}
          {grades && (
            <Part title={text.grades.title} text={text.grades.text[grades]} ask={text.grades.ask[grades]} />
          )}
          {coaching && (
            <Part
              title={text.coaching.title}
              text={`${text.coaching.text[coaching]} ${text.coaching.onlyYou}`}
              ask={text.coaching.ask[coaching]}
            />
          )}
        </dl>
      </Disclosure>
    </Section>
  );
}

function Part({ title, text, ask }: Record<"title" | "text" | "ask", string>) {
  return (
    <div>
      <dt className="font-semibold">{title}</dt>
      <dd className="max-w-column text-ink-2">{text}</dd>
      <dd className="mt-1 max-w-column border-accent border-l-4 pl-4">{ask}</dd>
    </div>
  );
}

type Words = ViewProps["words"]["pairing"];

function archetypeTexts(
  { mine, theirs }: NonNullable<Pairing["archetypes"]>,
  partnerName: string,
  { archetypes: text }: Words,
) {
  if (mine === theirs) return { text: text.same, ask: text.sameAsk };
  const [my, their] = [text.pull[mine] ?? "", text.pull[theirs] ?? ""];
  return { text: text.different(my, partnerName, their), ask: text.differentAsk };
}

function riskText({ distance, iTryMore }: NonNullable<Pairing["risk"]>, { risk: text }: Words): string {
  if (distance === "far") return iTryMore ? text.far.me : text.far.partner;
  return text[distance];
}
