import { dimensionCodes } from "@/lib/domain/published";
import type { PublishedDrivers } from "@/lib/insights/overview";
import { methodologyHref } from "@/lib/methodology/sections";
import { CANDIDATES_FROM, NAMED_FROM } from "@/lib/organization/drivers";
import { Drivers } from "../../charts/drivers";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { drivers: PublishedDrivers };

const CANDIDATES_SHOWN = 3;

/** Which dimensions go with impact: hidden, candidates or named, depending on the number of duos. */
export function DriversSection({ drivers, words, format }: Props) {
  const text = words.insights.drivers;
  const { standing, duos, rSquared, weights } = drivers;
  const how = <TextLink href={methodologyHref("drivers")}>{text.how}</TextLink>;
  const label = words.status.dimension;
  if (standing === "hidden" || !weights || !rSquared) {
    return (
      <Section title={text.title} actions={how}>
        <p className="max-w-column text-ink-2">
          {text.hidden(format.whole(duos), format.whole(CANDIDATES_FROM))}
        </p>
      </Section>
    );
  }
  if (standing === "candidates") {
    const first = new Set(weights.slice(0, CANDIDATES_SHOWN).map(({ dimension }) => dimension));
    // In the instrument's order, so that the order does not look like a ranking.
    const names = dimensionCodes.filter((code) => first.has(code)).map((code) => label[code]);
    return (
      <Section title={text.title} note={text.note} actions={how}>
        <p className="max-w-column font-medium">{text.candidates(format.list(names))}</p>
        <p className="mt-1 text-small text-ink-3">
          {text.candidatesNote(format.whole(duos), format.whole(NAMED_FROM))}
        </p>
      </Section>
    );
  }
  return (
    <Drivers
      interactive
      title={text.named(label[weights[0]!.dimension])}
      note={text.note}
      actions={how}
      drivers={weights.map(({ dimension, weight }) => ({
        label: label[dimension],
        weight: weight / rSquared,
      }))}
      footnote={text.rests(format.whole(duos), format.percent(rSquared))}
      words={words}
      format={format}
    />
  );
}
