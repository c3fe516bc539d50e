import { engineConstants } from "../../engine/constants";
import { simulated } from "../../methodology/error-rates";
import { formats } from "../format";

const { percent, tenth } = formats("en", "UTC");

const { enter, leave } = engineConstants.hysteresis;

/** How likely a state other than diverging has to be to begin, and to stay. */
export const levelStates = `begin when they are at least ${percent(enter)} likely and end below ${percent(leave)}.`;

/** Steps between multiplying, steady and strained follow estimates of the level, not a test of change. */
const yearly = `a duo that stays as it is changes between them about ${tenth(simulated.states.statusChanges)} times a year.`;
const otherSteps = `The other states follow the level: ${yearly}`;

/** Insights: how certain what is shown as a change is. */
export const chance = {
  sixth: `About one in six of the duos shown as diverging has in truth not changed. ${otherSteps}`,
  fourth: `After twelve cycles about one in four of the duos shown as diverging has in truth not changed. ${otherSteps}`,
  /** Before trends begin no duo is shown as diverging. */
  none: `States follow the level: ${yearly}`,
};
