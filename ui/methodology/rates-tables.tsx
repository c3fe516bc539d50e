import { type RuleRates, ruleRates, type TierRates, tierRates } from "@/lib/methodology/error-rates";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

const none = "–";

/** False alarms and detection of the product's own rule, a table for each family. */
export function TierTables({ words, format }: ViewProps) {
  const text = words.methodology.tiers;
  const share = (value: number | undefined) => (value === undefined ? none : format.percent(value));
  const column = (header: string, of: (rates: TierRates) => string): Column<TierRates> => ({
    key: header,
    header,
    numeric: true,
    cell: of,
  });
  const flag = (family: "declining" | "apart"): Column<TierRates> => ({
    key: "flag",
    header: text.tier[family],
    rowHeader: true,
    wrap: true,
    cell: ({ tier, setting }) => text.names[tier] + text.settings[setting],
  });
  const alarms = (family: "declining" | "apart") =>
    column(text.falseAlarms, (rates) => `${format.tenth(100 * rates[family].falseAlarms)}%`);
  const declining: Column<TierRates>[] = [
    flag("declining"),
    alarms("declining"),
    column(text.decline, (rates) => share(rates.declining.caught?.decline)),
    column(text.drop, (rates) => share(rates.declining.caught?.drop)),
    column(text.sour, (rates) => share(rates.declining.caught?.sour)),
    column(text.wrong, (rates) => share(rates.declining.wrong)),
  ];
  const apart: Column<TierRates>[] = [
    flag("apart"),
    alarms("apart"),
    column(text.apart, (rates) => share(rates.apart.caught?.apart)),
    column(text.sour, (rates) => share(rates.apart.caught?.sour)),
    column(text.wrong, (rates) => share(rates.apart.wrong)),
  ];
  const rowKey = ({ tier, setting }: TierRates) => `${tier} ${setting}`;
  return (
    <div className="grid gap-6">
      <Table caption={text.caption.declining} columns={declining} rows={tierRates} rowKey={rowKey} />
      <Table caption={text.caption.apart} columns={apart} rows={tierRates} rowKey={rowKey} />
    </div>
  );
}

/** False alarms and detection of other rules on the same simulated duos. */
export function RulesTable({ words, format }: ViewProps) {
  const text = words.methodology.rules;
  const column = (header: string, of: (rates: RuleRates) => number): Column<RuleRates> => ({
    key: header,
    header,
    numeric: true,
    cell: (rates) => format.percent(of(rates)),
  });
  const columns: Column<RuleRates>[] = [
    { key: "rule", header: text.rule, rowHeader: true, wrap: true, cell: ({ rule }) => text.names[rule] },
    column(text.falseAlarms, ({ falseAlarms }) => falseAlarms),
    column(text.decline, ({ usual }) => usual.decline),
    column(text.drop, ({ usual }) => usual.drop),
    column(text.strictDecline, ({ atFive }) => atFive.decline),
    column(text.strictDrop, ({ atFive }) => atFive.drop),
    column(text.strictSour, ({ atFive }) => atFive.sour),
  ];
  return (
    <Table caption={text.caption} columns={columns} rows={ruleRates} rowKey={({ rule }) => rule} dense />
  );
}
