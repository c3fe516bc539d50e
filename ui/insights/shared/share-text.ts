import type { StatusCode } from "@/lib/domain/published";
import type { UnitStates } from "@/lib/insights/unit-states";
import { figureTexts } from "../../figures";
import type { ViewProps } from "../../view-props";

type Props = ViewProps & { states: UnitStates; status: StatusCode };

/** A count of duos in a state, or the band of their share where the cycle ran in `private`. */
export function shareText({ states, status, words, format }: Props): string {
  const share = states.hidden ? undefined : states.states.find((one) => one.status === status);
  return share?.band ? words.insights.band[share.band] : figureTexts({ words, format }).whole(share?.value);
}
