import type { Dictionary } from "@/lib/i18n";
import type { Formats } from "@/lib/i18n/format";
import { type RuleRates, ruleRates, type TierRates, tierRates } from "@/lib/methodology/error-rates";
import { type Column, Table } from "../table";

const none = "–";

type TiersProps = { words: Dictionary["methodology"]["tiers"]; format: Formats };

/** False alarms and detection of the product's own rule, a table for each family. */
export function TierTables({ words, format }: TiersProps) {
  const share = (value: number | undefined) => (value === undefined ? none : format.percent(value));
  const column = (header: string, of: (rates: TierRates) => string): Column<TierRates> => ({
    key: header,
    header,
    numeric: true,
    cell: of,
  });
  const flag = (family: "declining" | "apart"): Column<TierRates> => ({
    key: "flag",
    header: words.tier[family],
    rowHeader: true,
    cell: ({ tier, setting }) => words.names[tier] + words.settings[setting],
  });
  const alarms = (family: "declining" | "apart") =>
    column(words.falseAlarms, (rates) => `${format.tenth(100 * rates[family].falseAlarms)}%`);
  const declining: Column<TierRates>[] = [
    flag("declining"),
    alarms("declining"),
    column(words.decline, (rates) => share(rates.declining.caught?.decline)),
    column(words.drop, (rates) => share(rates.declining.caught?.drop)),
    column(words.sour, (rates) => share(rates.declining.caught?.sour)),
    column(words.wrong, (rates) => share(rates.declining.wrong)),
  ];
  const apart: Column<TierRates>[] = [
    flag("apart"),
    alarms("apart"),
    column(words.apart, (rates) => share(rates.apart.caught?.apart)),
    column(words.sour, (rates) => share(rates.apart.caught?.sour)),
    column(words.wrong, (rates) => share(rates.apart.wrong)),
  ];
  const rowKey = ({ tier, setting }: TierRates) => `${tier} ${setting}`;
  return (
    <div className="grid gap-6">
      <Table caption={words.caption.declining} columns={declining} rows={tierRates} rowKey={rowKey} />
      <Table caption={words.caption.apart} columns={apart} rows={tierRates} rowKey={rowKey} />
    </div>
  );
}

type RulesProps = { words: Dictionary["methodology"]["rules"]; format: Formats };

/** What other rules would have done to the same simulated duos. */
export function RulesTable({ words, format }: RulesProps) {
  const column = (header: string, of: (rates: RuleRates) => number): Column<RuleRates> => ({
    key: header,
    header,
    numeric: true,
    cell: (rates) => format.percent(of(rates)),
  });
  const columns: Column<RuleRates>[] = [
    { key: "rule", header: words.rule, rowHeader: true, cell: ({ rule }) => words.names[rule] },
    column(words.falseAlarms, ({ falseAlarms }) => falseAlarms),
    column(words.decline, ({ usual }) => usual.decline),
    column(words.drop, ({ usual }) => usual.drop),
    column(words.strictDecline, ({ atFive }) => atFive.decline),
    column(words.strictDrop, ({ atFive }) => atFive.drop),
    column(words.strictSour, ({ atFive }) => atFive.sour),
  ];
  return (
    <Table caption={words.caption} columns={columns} rows={ruleRates} rowKey={({ rule }) => rule} dense />
  );
}
