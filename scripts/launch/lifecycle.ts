import { commandOf, exists, parentOf } from "@/db/embedded/process";

/** Things to stop, last started first, when a signal comes or the work is over. */
export class Lifecycle {
  private readonly stops: (() => Promise<unknown>)[] = [];
  private stopping: Promise<void> | undefined;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => this.exit(0));
    }
    this.exitWithNpm();
  }

  /** A signal to npm (but SIGINT, which it only passes to its shell) ends npm, or the shell that it started, and reaches nothing below them: their end counts as the signal. */
  private exitWithNpm(): void {
    const { ppid } = process;
    const above = [ppid, parentOf(ppid)];
    const npm = above.find((pid) => pid !== undefined && /\bnpm\b/.test(commandOf(pid)));
    if (!process.env.npm_lifecycle_event || npm === undefined) return;
    const watch = setInterval(() => {
      if (process.ppid === ppid && exists(npm)) return;
      clearInterval(watch);
      this.exit(0);
    }, 500);
    watch.unref();
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
