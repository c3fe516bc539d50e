import { type ProgramHealth as Health, type HealthItem, PROMISED_PERCENT } from "@/lib/domain/program-health";
import { type Item, instrument } from "@/lib/instrument/instrument";
import { Disclosure } from "../disclosure";
import { type Column, Table } from "../table";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { health: Health };

/** How the survey works over the whole organization: how long it takes, and how well its questions go together. */
export function ProgramHealth({ health, words, format }: Props) {
  const text = words.program.health;
  const { people, surveys, inTime, alpha, items } = health;
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
    </div>
  );
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
