import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The product's variables, which the test server's environment must not pass on. */
const own = /^(AUTH_|DATABASE_|TWOFOLD_|SMTP_|MAIL_|HOST$|PORT$)/;

const freePort = () =>
  execFileSync(
    process.execPath,
    [
      "-e",
      "const s=require('net').createServer().listen(0,()=>{console.log(String(s.address().port));s.close()})",
    ],
    { encoding: "utf8" },
  ).trim();

/** A server of `npm start` over a database of its own, with the mail server and the provider of the browser tests. */
export class OwnServer {
  readonly #directory = mkdtempSync(path.join(tmpdir(), "twofold first run "));
  readonly #port = freePort();
  readonly at = `http://localhost:${this.#port}`;
  #child: ChildProcess | undefined;

  /** Starts it, on the same database each time, and gives what it has printed once `until` is in it. */
  async start(until: RegExp, env: Record<string, string> = {}): Promise<string> {
    chmodSync(this.#directory, 0o755);
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
    const child = spawn(process.execPath, ["scripts/run.mjs", "start"], {
      env: {
        ...(clean as NodeJS.ProcessEnv),
        PORT: this.#port,
        TWOFOLD_DATA_DIR: path.join(this.#directory, "data"),
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
