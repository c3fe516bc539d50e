import type { PublishedDrivers } from "@/lib/insights/overview";
import { methodologyHref } from "@/lib/methodology/sections";
import { CANDIDATES_FROM, NAMED_FROM } from "@/lib/organization/drivers";
import { Drivers } from "../../charts/drivers";
import { Section } from "../../section";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  drivers: PublishedDrivers;
  /** The page is about some duos alone; drivers are of all of them. */
  isPart: boolean;
};

/** Which dimensions go with impact: hidden, candidates or named, depending on the number of duos. */
export function DriversSection({ drivers: published, isPart, words, format }: Props) {
  const text = words.insights.drivers;
  const { standing, duos, explained, drivers } = published;
  const note = isPart ? `${text.ofAll} ${text.note}` : text.note;
  const how = <TextLink href={methodologyHref("drivers")}>{text.how}</TextLink>;
  const label = words.status.dimension;
  if (standing === "hidden" || !drivers) {
    return (
      <Section title={text.title} note={isPart && text.ofAll} actions={how}>
        <p className="max-w-column text-ink-2">
          {text.hidden(format.whole(duos), format.whole(CANDIDATES_FROM))}
        </p>
      </Section>
    );
  }
  if (standing === "candidates") {
    const names = drivers.map(({ dimension }) => label[dimension]);
    return (
      <Section title={text.title} note={note} actions={how}>
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
      title={text.named(label[drivers[0]!.dimension])}
      note={note}
      actions={how}
      drivers={drivers.map(({ dimension, percent = 0 }) => ({
        label: label[dimension],
        weight: percent / 100,
      }))}
      footnote={text.rests(format.whole(duos), format.percent((explained ?? 0) / 100))}
      words={words}
      format={format}
    />
  );
}
