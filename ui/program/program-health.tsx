import type { Program } from "@/lib/domain/program";
import { type AnchorCheck, type HealthItem, PROMISED_PERCENT } from "@/lib/domain/program-health";
import { type Item, instrument } from "@/lib/instrument/instrument";
import { Disclosure } from "../disclosure";
import { figureTexts } from "../figures";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { health: NonNullable<Program["health"]> };

/** How the survey works over the whole organization: how long it takes, and how well its questions go together. */
export function ProgramHealth({ health, words, format }: Props) {
  const text = words.program.health;
  const { people, surveys, inTime, alpha, items, kept } = health;
  const { nOf } = figureTexts({ words, format });
  return (
    <div className="flex flex-col gap-3">
      <ul className="grid max-w-column gap-2">
        <li>
          {inTime === null
            ? text.untimed
            : text.inTime(format.percent(inTime / 100), inTime >= PROMISED_PERCENT)}
        </li>
        <li>
          {alpha === null
            ? text.noAlpha
            : text.alpha(format.hundredth(alpha / 100), format.whole(surveys), format.whole(people))}
        </li>
        {kept && (
          <li>
            {words.commitments.units.company(
              words.insights.bandInText[kept.band],
              nOf(kept.counted, kept.enrolled),
            )}
          </li>
        )}
      </ul>
      <Disclosure summary={text.items} printed>
        <Table
          caption={text.items}
          columns={columnsOf(words, format)}
          rows={items}
          rowKey={({ code }) => code}
          dense
        />
      </Disclosure>
      <Anchors health={health} words={words} format={format} />
    </div>
  );
}

/** The yearly check of the items that never change, or when the first one comes. */
function Anchors({ health: { lastCheck }, words, format }: Props) {
  const text = words.program.health.anchors;
  if (!lastCheck) return <p className="max-w-column text-ink-2">{text.none}</p>;
  const drifted = lastCheck.anchors.filter(({ drift }) => drift.length > 0).map(({ code }) => code);
  return (
    <>
      <p className="max-w-column">
        {drifted.length === 0
          ? text.steady(format.whole(lastCheck.number), format.whole(lastCheck.since))
          : text.drifted(format.list(drifted), format.whole(lastCheck.number), format.whole(lastCheck.since))}
      </p>
      <Disclosure summary={text.title} printed>
        <Table
          caption={text.title}
          columns={anchorColumns(words, format)}
          rows={lastCheck.anchors}
          rowKey={({ code }) => code}
          dense
        />
      </Disclosure>
    </>
  );
}

function anchorColumns(
  words: Props["words"],
  format: Props["format"],
): Column<AnchorCheck["anchors"][number]>[] {
  const text = words.program.health.anchors;
  const r = (rest: number | null) => (rest === null ? words.charts.none : format.hundredth(rest / 100));
  return [
    { key: "code", header: words.methodology.items.code, rowHeader: true, cell: ({ code }) => code },
    { key: "then", header: text.before, numeric: true, cell: ({ restThen }) => r(restThen) },
    { key: "now", header: text.now, numeric: true, cell: ({ rest }) => r(rest) },
    {
      key: "role",
      header: text.role,
      numeric: true,
      cell: ({ role }) =>
        role === null
          ? words.charts.none
          : text.points(format.whole(role.points), format.whole(role.low), format.whole(role.high)),
    },
    {
      key: "found",
      header: text.found,
      wrap: true,
      cell: ({ drift }) =>
        drift.length === 0 ? text.asBefore : drift.map((one) => text.drift[one]).join(" "),
    },
  ];
}

function columnsOf(words: Props["words"], format: Props["format"]): Column<HealthItem>[] {
  const text = words.program.health;
  return [
    { key: "code", header: words.methodology.items.code, rowHeader: true, cell: ({ code }) => code },
    {
      key: "rest",
      header: text.rest,
      numeric: true,
      cell: ({ rest }) => (rest === null ? "–" : format.hundredth(rest / 100)),
    },
    { key: "n", header: text.n, numeric: true, cell: ({ n }) => format.whole(n) },
    {
      key: "wording",
      header: words.methodology.items.wording,
      wrap: true,
      cell: ({ code }) => <div className="min-w-56">{wordingOf(code, words.methodology.items.partner)}</div>,
    },
  ];
}

/** The question as the technical side reads it; one of an earlier version of the questions has its code alone. */
function wordingOf(code: string, partner: string): string {
  const item: Item | undefined = instrument.items.find((one) => one.code === code);
  const text = (item?.wording.ic ?? code).replaceAll("{P}", partner);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
