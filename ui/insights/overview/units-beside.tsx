import { beginningsOf } from "@/lib/insights/beginnings";
import { filterHref, isPart } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import type { UnitBeside } from "@/lib/insights/overview";
import { hiddenUnits, isSilent } from "@/lib/insights/unit-states";
import { linkBesideText } from "../../link-look";
import { Section } from "../../section";
import { SoftLinks } from "../../soft-links";
import { Table } from "../../table";
import type { ViewProps } from "../../view-props";
import { hasInterval, participationColumn, unitColumns } from "../units/figure-columns";

type Props = ViewProps & {
  frame: InsightsFrame;
  units: readonly UnitBeside[];
  /** Not printed, where the page has no room for it on paper. */
  screenOnly?: boolean;
};

/**
 * Units side by side: complete duos, states, participation and level; nothing where there is one alone, where none has a
 * complete duo or where all are hidden for one reason: the page says so.
 */
export function UnitsBeside({ frame, units, screenOnly, words, format }: Props) {
  if (units.length < 2 || units.every(({ states }) => isSilent(states))) return null;
  const { beside: text } = words.insights;
  const shown = units.filter(({ states }) => states.hidden === undefined);
  if (shown.length === 0 && hiddenUnits(units).length === 1) return null;
  const { level, interval, states, duos } = unitColumns<UnitBeside>({
    words,
    format,
    begun: beginningsOf(frame),
  });
  return (
    <Section
      title={text.title}
      note={frame.cycle.sharingMode === "private" ? text.notePrivate : text.note}
      className={screenOnly ? "print:hidden" : undefined}
    >
      {shown.length > 0 && (
        <SoftLinks>
          <Table
            stacked
            still
            caption={text.title}
            rows={shown}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "unit",
                header: text.unit,
                rowHeader: true,
                anyLength: true,
                cell: (unit) => <UnitName unit={unit} frame={frame} />,
              },
              duos,
              // An incomplete duo has no band of agreement: it would be 100% everywhere.
              ...(frame.filters.agreement ? [] : [participationColumn<UnitBeside>({ words, format })]),
              ...states,
              level,
              ...(hasInterval(shown.map((unit) => unit.level)) ? [interval] : []),
            ]}
          />
        </SoftLinks>
      )}
      <Hidden units={units} frame={frame} words={words} format={format} />
    </Section>
  );
}

type NameProps = { unit: UnitBeside; frame: InsightsFrame };

/** The unit's name leads to its overview. */
function UnitName({ unit: { id, name }, frame }: NameProps) {
  return (
    <a href={filterHref("/insights", frame.filters, { unit: id })} className={linkBesideText}>
      <bdi>{name}</bdi>
    </a>
  );
}

/** The units that have nothing to show, and why: each reason once. */
function Hidden({ units, frame, words, format }: Props) {
  const { beside: text, hidden } = words.insights;
  return hiddenUnits(units).map(({ why, units: of }) => {
    const names = format.list(of.map(({ name }) => name));
    const isUnmatched = isPart(frame.filters) && why === "no-duos";
    return (
      <p key={why} className="mt-2 max-w-reading text-ink-2 text-small">
        {isUnmatched ? text.noMatch(names) : text.hidden(names, hidden[why])}
      </p>
    );
  });
}
