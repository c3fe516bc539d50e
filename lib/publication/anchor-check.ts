import { DAY_MS } from "../domain/days";
import type { AnchorCheck, AnchorFigure } from "../domain/program-health";
import { UPPER_QUANTILE } from "../statistics/interval";
import { normalQuantile } from "../statistics/normal";

/** A check comes a year after the cycle it compares with; cycles of a month each open 50 to 53 weeks apart. */
const CHECK_AFTER_DAYS = 350;
/** Shifts beyond these, and beyond chance, mean that an anchor drifts: hundredths of r, and points between the roles. */
export const anchorLimits = { restShift: 15, rolePoints: 8 } as const;

/** The anchors' figures of an earlier cycle. */
export type EarlierAnchors = {
  readonly number: number;
  readonly opensAt: Date;
  readonly anchors: readonly AnchorFigure[];
};

/**
 * The yearly check of the anchors (docs/measurement.md 6): each beside itself a year ago. It drifts if its correlation with
 * the rest moved by more than .15, beyond chance (Fisher's z, 95%), or if the roles differ by more than 8 points at the same
 * rest score, and the interval of the difference does not hold 0.
 * @param baseline the cycle of the last check, or the first with figures where there was none
 * @returns undefined while the baseline is less than a year old, or where there is none
 */
export function checkAnchors(
  now: Omit<EarlierAnchors, "number">,
  baseline: EarlierAnchors | undefined,
): AnchorCheck | undefined {
  if (!baseline || now.opensAt.getTime() - baseline.opensAt.getTime() < CHECK_AFTER_DAYS * DAY_MS) {
    return undefined;
  }
  const before = new Map(baseline.anchors.map((anchor) => [anchor.code, anchor]));
  return {
    since: baseline.number,
    anchors: now.anchors.map((anchor) => {
      const then = before.get(anchor.code);
      const byRest = then !== undefined && isRestShifted(anchor, then);
      return {
        ...anchor,
        restThen: then?.rest ?? null,
        drift: [...(byRest ? (["rest"] as const) : []), ...(isRoleApart(anchor) ? (["role"] as const) : [])],
      };
    }),
  };
}

function isRestShifted(now: AnchorFigure, then: AnchorFigure): boolean {
  if (now.rest === null || then.rest === null) return false;
  if (Math.abs(now.rest - then.rest) <= anchorLimits.restShift) return false;
  const error = Math.sqrt(1 / (now.n - 3) + 1 / (then.n - 3));
  return Math.abs(fisherZ(now.rest) - fisherZ(then.rest)) > normalQuantile(UPPER_QUANTILE)! * error;
}

/**
 * Fisher's z of a correlation in hundredths. One that was rounded to ±100, whose z would be infinite, counts as ±.995, the
 * smallest correlation that is rounded so.
 */
function fisherZ(hundredths: number): number {
  return Math.atanh(Math.min(0.995, Math.max(-0.995, hundredths / 100)));
}

function isRoleApart({ role }: AnchorFigure): boolean {
  return role !== null && Math.abs(role.points) > anchorLimits.rolePoints && (role.low > 0 || role.high < 0);
}
