const dayMs = 86_400_000;

/** What a zone's clock shows at instants, by the rules that Node's own Intl brings. */
export class WallClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
  }

  /** By how much the clock is ahead of UTC at an instant, in ms. */
  offsetAt(instant: number): number {
    const parts = Object.fromEntries(
      this.#format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day, hour, minute, second) - instant;
  }

  /**
   * The instants at which the clock shows a minute, earliest first: one, two where it is set back over it, none where it
   * skips it; and what the minute means then: the first of two, and as much later as it skips. All in ms.
   */
  at(localMinute: string): { shown: number[]; meant: number } {
    const asUtc = Date.parse(`${localMinute}Z`);
    const before = this.offsetAt(asUtc - dayMs);
    const after = this.offsetAt(asUtc + dayMs);
    const shown = [...new Set([before, after])]
      .map((offset) => asUtc - offset)
      .filter((instant) => this.offsetAt(instant) === asUtc - instant)
      .sort((a, b) => a - b);
    return { shown, meant: shown[0] ?? asUtc - before };
  }
}
