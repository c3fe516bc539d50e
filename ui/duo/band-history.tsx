import type { DuoCycleSummary, DuoPage } from "@/lib/domain/duos";
import { type LevelBand, sharedDimensionCodes } from "@/lib/domain/published";
import { cycleLabel } from "@/lib/i18n/cycle-name";
import { breaksAmong } from "@/lib/insights/duos";
import type { ViewProps } from "../view-props";

type Props = ViewProps & { cycles: readonly DuoCycleSummary[]; breaks: DuoPage["breaks"] };

/** As many cycles as fit beside the topics on a phone. */
const SHOWN = 6;

/** The published band of each topic over the last cycles, oldest first; nothing before a second one has bands. */
export function BandHistory({ cycles, breaks, words, format }: Props) {
  const text = words.home.duo.history;
  const banded = cycles.filter(({ published }) => published?.dimensionBands).slice(-SHOWN);
  if (banded.length < 2) return null;
  const broken = breaksAmong(breaks, banded);
  const edge = (index: number) =>
    broken[index] ? "border-l border-l-ink-3! [border-left-style:dashed]" : "";
  return (
    <table className="w-full">
      <caption className="pb-2 text-left">
        <span className="text-title">{text.bandsTitle}</span>
        {broken.some(Boolean) && <span className="block text-ink-3 text-small">{text.bandsBreak}</span>}
      </caption>
      <thead>
        <tr className="text-ink-3 text-small [&_th]:pb-1.5 [&_th]:font-medium">
          <th scope="col" className="text-left">
            {text.topic}
          </th>
          {banded.map(({ cycleId, opensOn }, index) => (
            <th key={cycleId} scope="col" className={`pl-1.5 text-center ${edge(index)}`}>
              {cycleLabel(opensOn, cycles, format)}
              {broken[index] && <span className="sr-only">, {text.newQuestions}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="[&_:is(td,th)]:border-line [&_:is(td,th)]:border-t [&_:is(td,th)]:py-1.5">
        {sharedDimensionCodes.map((code) => (
          <tr key={code}>
            <th scope="row" className="text-left font-normal text-small">
              {words.status.dimension[code]}
            </th>
            {banded.map(({ cycleId, published }, index) => (
              <td key={cycleId} className={`pl-1.5 ${edge(index)}`}>
                <Band band={published?.dimensionBands?.[code]} words={words} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const heights: Record<LevelBand, number> = { low: 1, middle: 2, high: 3 };

/** A band as one, two or three steps, with its word for screen readers. */
function Band({ band, words }: Pick<ViewProps, "words"> & { band: LevelBand | undefined }) {
  if (!band) return <span className="block text-center text-ink-3">{words.charts.none}</span>;
  return (
    <span className="flex h-4 items-end justify-center gap-0.5">
      {[1, 2, 3].map((step) => (
        <span
          key={step}
          aria-hidden="true"
          style={{ height: `${4 * step + 4}px` }}
          className={`w-1.5 rounded-[1px] ${step <= heights[band] ? "bg-accent" : "bg-line"}`}
        />
      ))}
      <span className="sr-only">{words.status.level[band]}</span>
    </span>
  );
}
