/** Things to stop, last started first, when a signal comes or the work is over. */
export class Lifecycle {
  private readonly stops: (() => Promise<unknown>)[] = [];
  private stopping: Promise<void> | undefined;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => this.exit(0));
    }
  }

  onStop(stop: () => Promise<unknown>): void {
    this.stops.push(stop);
  }

  /** Stops everything once, however often it is called. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      for (const stop of this.stops.reverse()) {
        await stop().catch((error: Error) => console.error(error.message));
      }
    })();
    return this.stopping;
  }

  async exit(code: number): Promise<never> {
    await this.stop();
    process.exit(code);
  }
}

/** Runs `work`; whatever it started is stopped when it is done or fails. */
export async function withLifecycle(work: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
  const lifecycle = new Lifecycle();
  try {
    await work(lifecycle);
  } finally {
    await lifecycle.stop();
  }
}
