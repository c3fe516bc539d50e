import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Reach } from "@/db/embedded/cluster";
import { databaseSettings, secretSettings } from "@/scripts/launch/environment";
import type { Started } from "./started";

/** A process of `npm run worker`, which can be killed and started again. */
export class Worker {
  #child: ChildProcess | undefined;

  constructor(
    private readonly cluster: Pick<Reach, "urls" | "secrets">,
    private readonly settings: Record<string, string>,
    started: Started,
  ) {
    started.add(() => this.end("SIGTERM"));
  }

  /** Starts it; resolves when it works on the queue. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["scripts/run.mjs", "worker"], {
      env: {
        ...process.env,
        ...databaseSettings(this.cluster.urls),
        ...secretSettings(this.cluster.secrets),
        AUTH_URL: "http://localhost:3000",
        LOG_LEVEL: "info",
        ...this.settings,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      for (const output of [child.stdout, child.stderr]) {
        output.on("data", (chunk: Buffer) => {
          if (said.length < 10_000) said += chunk;
          if (said.includes("working the job queue")) resolve();
        });
      }
      child.once("exit", () => reject(new Error(said)));
    });
  }

  /** Ends it, as a crash does or as an operator does; resolves when it is gone. */
  async end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  }
}
