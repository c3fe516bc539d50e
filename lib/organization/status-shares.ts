import { type StatusCode, statusCodes } from "@/lib/domain/published";
import type { Interval } from "@/lib/statistics/interval";
import { wilsonInterval } from "@/lib/statistics/wilson";

export interface StatusShare {
  readonly status: StatusCode;
  readonly count: number;
  /** 0..1, of all counted duos, "not enough data" included. */
  readonly share: number;
  /** 95% Wilson interval, 0..1. */
  readonly interval: Interval;
}

/** Shares of every status in the order of `statusCodes` (measurement specification 4); undefined without duos. */
export function statusShares(statuses: readonly StatusCode[]): readonly StatusShare[] | undefined {
  if (statuses.length === 0) return undefined;
  return statusCodes.map((status) => {
    const count = statuses.filter((one) => one === status).length;
    return {
      status,
      count,
      share: count / statuses.length,
      interval: wilsonInterval(count, statuses.length) ?? { lower: 0, upper: 1 },
    };
  });
}
