import type { ViewProps } from "./view-props";

type Row = { sinceFromOn: string | null; sinceToOn: string | null; fall: number | null };

/** When a diverging duo's change began, and how far its level fell; nothing for other states. */
export function TrendNote({ row, words, format }: ViewProps & { row: Row }) {
  const { trend } = words.status;
  const month = (day: string) => format.monthYear(day);
  const sentences: string[] = [];
  if (row.sinceFromOn && row.sinceToOn) {
    const [from, to] = [month(row.sinceFromOn), month(row.sinceToOn)];
    sentences.push(from === to ? trend.beganIn(from) : trend.beganBetween(from, to));
  }
  if (row.fall !== null) sentences.push(trend.fell(format.whole(row.fall)));
  return sentences.length > 0 && <p className="text-ink-3 text-small">{sentences.join(" ")}</p>;
}
