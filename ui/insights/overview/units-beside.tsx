import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import type { UnitBeside } from "@/lib/insights/overview";
import { Section } from "../../section";
import { Table } from "../../table";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";
import { participationColumn, unitColumns } from "../units/figure-columns";

type Props = ViewProps & {
  frame: InsightsFrame;
  units: readonly UnitBeside[];
  /** Not printed, where the page has no room for it on paper. */
  screenOnly?: boolean;
};

/** Units side by side: complete duos, states, participation and level; nothing where there is one alone. */
export function UnitsBeside({ frame, units, screenOnly, words, format }: Props) {
  if (units.length < 2) return null;
  const { beside: text } = words.insights;
  const { level, interval, states, duos } = unitColumns<UnitBeside>({ words, format });
  return (
    <Section
      title={text.title}
      note={frame.cycle.sharingMode === "private" ? text.notePrivate : text.note}
      className={screenOnly ? "print:hidden" : undefined}
    >
      <Table
        stacked
        caption={text.title}
        rows={units}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "unit",
            header: text.unit,
            rowHeader: true,
            anyLength: true,
            cell: (unit) => <UnitName unit={unit} frame={frame} words={words} />,
          },
          duos,
          participationColumn<UnitBeside>({ words, format }),
          ...states,
          level,
          interval,
        ]}
      />
    </Section>
  );
}

type NameProps = Pick<ViewProps, "words"> & { unit: UnitBeside; frame: InsightsFrame };

/** The unit's name leads to its overview; below it, why its figures are hidden. */
function UnitName({ unit: { id, name, states }, frame, words }: NameProps) {
  return (
    <>
      <TextLink href={filterHref("/insights", frame.filters, { unit: id })}>
        <bdi>{name}</bdi>
      </TextLink>
      {states.hidden && <span className="block text-ink-3">{words.insights.hidden[states.hidden]}</span>}
    </>
  );
}
