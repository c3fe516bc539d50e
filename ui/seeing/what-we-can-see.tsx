import { weeksToFirstTrend } from "@/lib/methodology/cadence";
import {
  detectability,
  detectabilityGrid,
  isSimulated,
  type Setting,
  withMoreAnswers,
} from "@/lib/methodology/detectability";
import { completeSetting, type OwnSetting } from "@/lib/methodology/own-setting";
import { methodologyHref } from "@/lib/methodology/sections";
import { type Cadence, cadences } from "@/lib/schedule/choices";
import { Disclosure } from "../disclosure";
import { type Column, Table } from "../table";
import { TextLink } from "../text-link";
import type { ViewProps } from "../view-props";
import { type Seen, seenColumns } from "./seen-columns";

type Props = ViewProps & {
  own: OwnSetting;
  reader: "admin" | "leader";
  /** A column with the next openings of each rhythm. */
  next?: { header: string; of: (cadence: Cadence) => string };
};

/** What the rule can see with an organization's duos, answers and rhythm: in words, for each rhythm, and assumptions. */
export function WhatWeCanSee({ own, reader, next, words, format }: Props) {
  const setting = completeSetting(own);
  return (
    <div className="flex flex-col gap-4">
      <InWords setting={setting} own={own} words={words} format={format} />
      <ByRhythm setting={setting} own={own} next={next} words={words} format={format} />
      <Assumptions own={own} reader={reader} words={words} />
    </div>
  );
}

type WordsProps = ViewProps & { setting: Setting };

function InWords({ setting, own, words, format }: WordsProps & Pick<Props, "own">) {
  const text = words.seeing;
  const answered = isUnderOne(setting) ? text.underOne : format.percent(setting.response);
  if (!isSimulated(setting)) {
    const least = format.percent(detectabilityGrid.response[0]);
    return <p className="max-w-column">{text.tooFew(answered, least)}</p>;
  }
  const response = own.response === undefined ? text.assumed(answered) : text.answered(answered);
  const seen = detectability(setting);
  const more = withMoreAnswers(setting);
  const per100 = (share: number) => format.whole(100 * share);
  const alarms = Math.round(seen.falseAlarms);
  const rhythm = text.rhythms[setting.cadence];
  return (
    <div className="grid max-w-column gap-2">
      <p>
        {(own.duos ? text.seen : text.seenAssumed)(rhythm, format.count(setting.duos), response)}{" "}
        <strong>{text.found(per100(seen.drops), per100(seen.slides))}</strong>{" "}
        {alarms === 0 ? text.wrongFew : text.wrong(text.stable(format.whole(alarms)))}
      </p>
      <p>
        {setting.response >= nearlyAll
          ? text.all
          : text[isTenthToAll(setting) ? "moreAll" : "more"](per100(more.drops), per100(more.slides))}
      </p>
    </div>
  );
}

/** Whether a share that is not nothing would be rounded to it. */
const isUnderOne = ({ response }: Setting) => response > 0 && response < 0.005;
/** Share of answered surveys from which a tenth more would say nothing. */
const nearlyAll = 0.98;
/** Whether a tenth more answers would be more than all, so that what is said of them is said of all. */
const isTenthToAll = ({ response }: Setting) => response > 0.9;

type Row = Seen & { cadence: Cadence };
type RhythmProps = WordsProps & Pick<Props, "own" | "next">;

function ByRhythm({ setting, own, next, words, format }: RhythmProps) {
  const { seeing: text, methodology } = words;
  const rows = cadences.map((cadence): Row => {
    const there = { ...setting, cadence };
    return { cadence, seen: detectability(there), more: withMoreAnswers(there) };
  });
  const columns: Column<Row>[] = [
    {
      key: "rhythm",
      header: text.rhythm,
      rowHeader: true,
      cell: ({ cadence }) => {
        const name = methodology.cadence.names[cadence];
        return cadence === own.cadence ? text.now(name) : name;
      },
    },
    ...(next
      ? [{ key: "next", header: next.header, wrap: true, cell: (row: Row) => next.of(row.cadence) }]
      : []),
    { key: "duration", header: text.sixCycles, cell: ({ cadence }) => text.duration[cadence] },
    ...(isSimulated(setting)
      ? seenColumns<Row>(
          isTenthToAll(setting) ? { ...text, dropsMore: text.dropsAll, slidesMore: text.slidesAll } : text,
          format,
        )
      : []),
    {
      key: "first",
      header: text.first,
      cell: ({ cadence }) => text.after(format.whole(weeksToFirstTrend(cadence))),
    },
  ];
  return (
    <Table stacked caption={text.caption} columns={columns} rows={rows} rowKey={({ cadence }) => cadence} />
  );
}

function Assumptions({ own, reader, words }: Pick<Props, "own" | "reader" | "words">) {
  const { assumptions: text } = words.seeing;
  const { duos, response, cadence } = own;
  const assumed = [
    ...(duos ? [] : [text.duos]),
    ...(response === undefined ? [text.response] : []),
    ...(cadence ? [] : [text.cadence]),
  ];
  const sentences = [
    ...(assumed.length > 0 ? [text.assumed(assumed.join(", "))] : []),
    text[reader],
    ...text.list,
  ];
  return (
    <Disclosure summary={text.summary} printed>
      <ul className="grid max-w-column list-disc gap-1.5 pl-5 text-small text-ink-2">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="mt-2 text-small">
        <TextLink href={methodologyHref("cadence")}>{text.method}</TextLink>
      </p>
    </Disclosure>
  );
}
