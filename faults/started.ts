type Stop = () => Promise<unknown>;

/** What one trial started, to be stopped in the opposite order: once, when the trial ends, fails or is interrupted. */
export class Started {
  readonly #stops: Stop[] = [];

  add(stop: Stop): void {
    this.#stops.push(stop);
  }

  /** Stops everything that was added since the last time, also where a stop fails; its error is thrown at the end. */
  async stop(): Promise<void> {
    let failed: unknown;
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      await stop().catch((error) => {
        failed ??= error;
      });
    }
    if (failed) throw failed;
  }
}
