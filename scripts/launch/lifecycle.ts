import { constants } from "node:os";
import { commandOf, exists, parentOf } from "@/db/embedded/process";
import { interruptSteps } from "./progress";

/** Things to stop, last started first, when a signal comes or the work is over. */
export class Lifecycle {
  private readonly stops: (() => Promise<unknown>)[] = [];
  private stopping: Promise<void> | undefined;
  private serves = false;
  private interrupted = false;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => this.interrupt(signal));
    }
    this.exitWithNpm();
  }

  /** From now on a signal is the way to end this, and no interruption of something that was to be done. */
  isServing(): void {
    this.serves = true;
  }

  /** Whether a signal came: what fails from then on fails because things are being stopped. */
  get isInterrupted(): boolean {
    return this.interrupted;
  }

  private interrupt(signal: "SIGINT" | "SIGTERM" | "SIGHUP"): void {
    if (this.interrupted) return;
    this.interrupted = true;
    interruptSteps();
    if (!this.serves) console.error("\nInterrupted: not everything was done. Run the command again.");
    void this.exit(this.serves ? 0 : 128 + constants.signals[signal]);
  }

  /**
   * A signal to npm (but SIGINT, which it only passes to its shell) ends npm, or the shell that it started, and reaches
   * nothing below them: their end counts as the signal.
   */
  private exitWithNpm(): void {
    const { ppid } = process;
    const above = [ppid, parentOf(ppid)];
    const npm = above.find((pid) => pid !== undefined && /\bnpm\b/.test(commandOf(pid)));
    if (!process.env.npm_lifecycle_event || npm === undefined) return;
    const watch = setInterval(() => {
      if (process.ppid === ppid && exists(npm)) return;
      clearInterval(watch);
      this.interrupt("SIGTERM");
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

/**
 * Runs `work`; whatever it started is stopped when it is done or fails. After a signal a failure is not told: what was being
 * done lost what it needs, and the signal ends the process.
 */
export async function withLifecycle(work: (lifecycle: Lifecycle) => Promise<void>): Promise<void> {
  const lifecycle = new Lifecycle();
  try {
    await work(lifecycle);
  } catch (error) {
    if (!lifecycle.isInterrupted) throw error;
    await new Promise(() => undefined);
  } finally {
    await lifecycle.stop();
  }
}
