import type { StatusCode } from "@/lib/domain/published";
import { type Beginnings, hasBegun } from "@/lib/insights/beginnings";
import type { UnitStates } from "@/lib/insights/unit-states";
import { figureTexts } from "../../figures";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & {
  states: UnitStates;
  status: StatusCode;
  begun?: Pick<Beginnings, "states" | "trends">;
};

/**
 * A count of duos in a state, or the band of their share where the cycle ran in `private`. Where no duo can be in the state
 * yet, nothing, unless a row says that one is.
 */
export function shareText({ states, status, begun, words, format }: Props): string {
  const share = states.hidden ? undefined : states.states.find((one) => one.status === status);
  if (begun && !hasBegun(status, begun) && (share?.value === 0 || share?.band === "to-20"))
    return words.charts.none;
  return share?.band ? words.insights.band[share.band] : figureTexts({ words, format }).whole(share?.value);
}
