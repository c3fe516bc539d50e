import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "./free-port";

/** The product's variables, which the test server's environment must not pass on. */
const own = /^(AUTH_|DATABASE_|TWOFOLD_|SMTP_|MAIL_|HOST$|PORT$)/;

/** A server of `npm start` over a database of its own, with the mail server and the provider of the browser tests. */
export class OwnServer {
  readonly #directory = mkdtempSync(path.join(tmpdir(), "twofold first run "));
  readonly #port = freePort();
  readonly at = `http://localhost:${this.#port}`;
  #child: ChildProcess | undefined;
  #database = "data";

  /** A file beside the database, or in it. */
  readonly pathOf = (...names: readonly string[]) => path.join(this.#directory, ...names);

  /** Starts it, on the same database each time, and gives what it has printed once `until` is in it. */
  async start(until: RegExp, env: Record<string, string> = {}): Promise<string> {
    chmodSync(this.#directory, 0o755);
    const child = spawn(process.execPath, ["scripts/run.mjs", "start"], {
      env: {
        ...this.#environment(),
        PORT: this.#port,
        SMTP_URL: `smtp://127.0.0.1:${process.env.PW_SMTP_PORT}`,
        AUTH_OIDC_ISSUER: `http://localhost:${process.env.PW_ISSUER_PORT}`,
        AUTH_OIDC_ID: "twofold",
        AUTH_OIDC_SECRET: "a-secret-of-the-test-provider",
        AUTH_OIDC_NAME: "Example ID",
        ...env,
      },
    });
    this.#child = child;
    return new Promise((resolve, reject) => {
      let said = "";
      const listen = (chunk: Buffer) => {
        said += chunk;
        if (until.test(said)) resolve(said);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("exit", () => reject(new Error(said)));
    });
  }

  #environment(): NodeJS.ProcessEnv {
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
    return { ...(clean as NodeJS.ProcessEnv), TWOFOLD_DATA_DIR: this.pathOf(this.#database) };
  }

  /** Backs the database up into a file of this name, beside the server that runs. */
  backUp(name: string): void {
    execFileSync(process.execPath, ["scripts/run.mjs", "backup", this.pathOf(name)], {
      env: this.#environment(),
    });
  }

  /** Restores a backup into a new database, which the next start has, with the master key and the ledger of erasures. */
  restore(name: string): void {
    const { masterKey } = JSON.parse(readFileSync(this.pathOf(this.#database, "secrets.json"), "utf8"));
    const ledger = this.pathOf(this.#database, "erasures.jsonl");
    this.#database = "restored";
    execFileSync(process.execPath, ["scripts/run.mjs", "restore", this.pathOf(name)], {
      env: { ...this.#environment(), TWOFOLD_MASTER_KEY: masterKey, TWOFOLD_ERASURE_LEDGER: ledger },
    });
    copyFileSync(ledger, this.pathOf(this.#database, "erasures.jsonl"));
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }

  /** Ends it for good. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
