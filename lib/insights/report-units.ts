import type { DimensionCode } from "../domain/published";
import { heatMeasures, hiddenAlike } from "./figures";
import type { HeatUnit } from "./overview";
import type { RangeReport } from "./report";
import type { Language } from "./sentence";
import type { Difference } from "./unit-differences";

/** As many dimensions are read out; the page of units has the others. */
const DIMENSIONS_SAID = 4;
/** As many units are named in a sentence. */
const NAMES_SAID = 4;

/** Which units differ from the company in level, and from the rest that the reader reads in a dimension, beyond noise. */
export function unitSentences({ frame, units }: RangeReport, language: Language): string[] {
  const { words, format } = language;
  const text = words.report.units;
  if (units.length === 0) return [text.none(frame.unit.label)];
  const visible = units.filter(hasFigures);
  if (visible.length === 0) return [noneCompared(units, language)];
  const beside = visible.filter(({ isCompared }) => isCompared);
  if (beside.length === 0) return [text.nothingBeside];
  const compared = text.compared(format.count(beside.length));
  const [above, below] = [differing(units, 0, "up"), differing(units, 0, "down")];
  const said = [
    ...(above.length > 0 ? [text.above(namesOf(above, language))] : []),
    ...(below.length > 0 ? [text.below(namesOf(below, language))] : []),
  ];
  const dimensions = dimensionSentences(units, language);
  const more = dimensions.length - DIMENSIONS_SAID;
  if (said.length + dimensions.length === 0) return [compared, text.same];
  return [
    compared,
    ...said,
    ...dimensions.slice(0, DIMENSIONS_SAID),
    ...(more > 0 ? [text.more(format.count(more))] : []),
  ];
}

const hasFigures = ({ figures }: HeatUnit) =>
  figures.some(({ kind }) => kind !== "hidden" && kind !== "none");

/** That no unit shows a figure, and why where that is the same for all of them. */
function noneCompared(units: readonly HeatUnit[], { words }: Language): string {
  const why = hiddenAlike(units.flatMap(({ figures }) => figures));
  return [words.report.units.hidden, ...(why ? [words.insights.hidden[why]] : [])].join(" ");
}

function dimensionSentences(units: readonly HeatUnit[], language: Language): string[] {
  const { words } = language;
  const { differs, verdict } = words.report.units;
  return heatMeasures.flatMap((measure, index) => {
    if (measure === "level") return [];
    const name = words.status.dimension[measure.slice("dimension:".length) as DimensionCode];
    return (["up", "down"] as const).flatMap((difference) => {
      const found = differing(units, index, difference);
      // Counts of bands are compared with the rest that is read, means with the company.
      const say = found[0]?.figures[index]?.kind === "bands" ? differs : verdict;
      return found.length > 0 ? [say[difference](name, namesOf(found, language))] : [];
    });
  });
}

const differing = (units: readonly HeatUnit[], measure: number, difference: Difference) =>
  units.filter(({ differences }) => differences[measure] === difference);

function namesOf(units: readonly HeatUnit[], { words, format }: Language): string {
  const names = units.slice(0, NAMES_SAID).map(({ name }) => name);
  const more = units.length - names.length;
  return format.list(more > 0 ? [...names, words.report.units.others(format.count(more))] : names);
}
