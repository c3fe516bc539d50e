import { groupBy } from "@/lib/domain/group-by";
import { filterHref } from "@/lib/insights/filters";
import type { InsightsFrame } from "@/lib/insights/frame";
import type { KeptUnit } from "@/lib/insights/kept-promises";
import { figureTexts } from "../../figures";
import { Section } from "../../section";
import { type Column, Table } from "../../table";
import { TextLink } from "../../text-link";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { frame: InsightsFrame; kept: readonly KeptUnit[] };

/** Which share of the commitments that were due the duos of a unit kept, and those of the units right below it. */
export function KeptPromises({ frame, kept, words, format }: Props) {
  const { units: text } = words.commitments;
  const [unit, ...below] = kept;
  if (!unit) return null;
  const view = { words, format };
  const shown = below.filter(({ figure }) => figure.kind === "share");
  return (
    <Section title={text.title} note={text.note} className="print:break-inside-avoid">
      <div className="grid max-w-column gap-4">
        <Kept figure={unit.figure} {...view} />
        {shown.length > 0 && (
          <div className="print:hidden">
            <Table
              dense
              caption={text.below}
              columns={columnsOf(frame, view)}
              rows={shown}
              rowKey={({ id }) => id}
            />
            <Hidden units={below.filter((one) => !shown.includes(one))} {...view} />
          </div>
        )}
      </div>
    </Section>
  );
}

/** The units that have no share to show, and why: each reason once. */
function Hidden({ units, words, format }: ViewProps & { units: readonly KeptUnit[] }) {
  return [...groupBy(units, ({ figure }) => whyNot(figure, words))].map(([why, of]) => (
    <p key={why} className="mt-2 max-w-reading text-ink-2 text-small">
      {words.insights.beside.hidden(format.list(of.map(({ name }) => name)), why)}
    </p>
  ));
}

/** "50 to 80%, 12 of 14 duos". */
function Kept({ figure, words, format }: ViewProps & Pick<KeptUnit, "figure">) {
  const { ofUnit, nOf } = figureTexts({ words, format });
  if (figure.kind !== "share") return <p className="text-ink-2">{whyNot(figure, words)}</p>;
  return (
    <p>
      <span className="font-semibold text-title tabular-nums">{ofUnit(figure)}</span>{" "}
      <span className="text-ink-3 text-small">
        {words.commitments.units.counted(nOf(figure.counted, figure.enrolled))}
      </span>
    </p>
  );
}

function whyNot(figure: KeptUnit["figure"], words: ViewProps["words"]): string {
  const why = figure.kind === "hidden" ? figure.why : "too-few";
  const { tooFew, tooFewOthers } = words.commitments.units;
  if (why === "too-few") return tooFew;
  return why === "too-few-others" ? tooFewOthers : words.insights.hidden[why];
}

function columnsOf({ filters }: InsightsFrame, view: ViewProps): Column<KeptUnit>[] {
  const { words } = view;
  const { units: text } = words.commitments;
  const { ofUnit, nOf } = figureTexts(view);
  return [
    {
      key: "unit",
      header: text.unit,
      rowHeader: true,
      anyLength: true,
      cell: ({ id, name }) => (
        <TextLink href={filterHref(`/insights/units/${id}`, { ...filters, range: undefined }, { unit: id })}>
          <bdi>{name}</bdi>
        </TextLink>
      ),
    },
    {
      key: "share",
      header: text.share,
      cell: ({ figure }) => ofUnit(figure),
    },
    {
      key: "duos",
      header: text.duos,
      numeric: true,
      cell: ({ figure }) => ("counted" in figure ? nOf(figure.counted, figure.enrolled) : words.charts.none),
    },
  ];
}
