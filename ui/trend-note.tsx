import { cycleName } from "@/lib/i18n/cycle-name";
import { methodologyHref } from "@/lib/methodology/sections";
import { TextLink } from "./text-link";
import type { ViewProps } from "./view-props";

type Row = { sinceFromOn: string | null; sinceToOn: string | null; fall: number | null };
/** `among`: the cycles among which one is named. */
type Props = ViewProps & { row: Row; among: readonly { readonly opensOn: string }[] };

/** When a diverging duo's change began, and how far its level fell; nothing for other states. */
export function TrendNote({ row, among, words, format }: Props) {
  const { trend } = words.status;
  const month = (day: string) => cycleName(day, among, format);
  const sentences: string[] = [];
  if (row.sinceFromOn && row.sinceToOn) {
    const [from, to] = [month(row.sinceFromOn), month(row.sinceToOn)];
    sentences.push(from === to ? trend.beganIn(from) : trend.beganBetween(from, to));
  }
  if (row.fall !== null) sentences.push(trend.fell(format.whole(row.fall)));
  if (sentences.length === 0) return false;
  return (
    <p className="text-ink-3 text-small">
      {sentences.join(" ")}{" "}
      <TextLink inline href={methodologyHref("since")} className="print:hidden">
        {trend.howSure}
      </TextLink>
    </p>
  );
}
