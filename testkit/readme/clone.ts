import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ordinaryUser } from "../ordinary-user";
import { root } from "./commands";

export type Ended = { code: number; output: string };

/** A program that goes on until it is stopped. */
export type Running = { output(): string; stop(): Promise<Ended> };

/** What an environment may hold for a person who just logged in, and for programs to reach the network at all. */
const plain = /^(PATH|LANG|LC_\w+|TERM|TMPDIR|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|\w+_proxy)$/i;

/**
 * A fresh clone of this repository in a folder with blanks, and a shell in it with nothing prepared: an environment
 * without any of the product's variables and, where the test itself runs as root, the ordinary user "nobody" with an
 * empty home.
 */
export class Clone {
  private readonly parent = mkdtempSync(path.join(tmpdir(), "twofold walk "));
  readonly folder = path.join(this.parent, "two fold");
  private readonly user = ordinaryUser();

  constructor() {
    const home = path.join(this.parent, "home");
    mkdirSync(home);
    const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root });
    for (const file of listed.toString().split("\0").filter(Boolean)) {
      cpSync(path.join(root, file), path.join(this.folder, file), { recursive: true });
    }
    if (!this.user) return;
    chmodSync(this.parent, 0o755);
    execFileSync("chown", ["-R", `${this.user.uid}:${this.user.gid}`, this.folder, home]);
  }

  /** Runs one line of shell to its end, with `more` in its environment. */
  async run(line: string, more: Record<string, string> = {}): Promise<Ended> {
    const { child, output } = this.spawn(line, more);
    const [code] = await once(child, "close");
    return { code: code ?? 1, output: output() };
  }

  /**
   * Starts one line of shell, in the clone or another folder, and waits until `sign` is in its output. Throws with all of
   * it when it ends before that.
   */
  async start(
    line: string,
    sign: RegExp,
    { env = {}, folder }: { env?: Record<string, string>; folder?: string } = {},
  ): Promise<Running> {
    const { child, output } = this.spawn(line, env, folder);
    const ended = once(child, "close").then(([code]) => ({ code: code ?? 1, output: output() }));
    await new Promise<void>((resolve, reject) => {
      const look = () => sign.test(output()) && resolve();
      child.stdout!.on("data", look);
      child.stderr!.on("data", look);
      ended.then(({ code }) => reject(new Error(`${line} ended with code ${code}.\n${output()}`)));
    });
    return {
      output,
      stop() {
        // As Ctrl-C does: to every process of the command.
        if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGINT");
        return ended;
      },
    };
  }

  /** Makes a folder that belongs to the account of the clone's shell. */
  give(folder: string): void {
    mkdirSync(folder, { recursive: true });
    if (this.user) chownSync(folder, this.user.uid, this.user.gid);
  }

  private spawn(
    line: string,
    more: Record<string, string>,
    folder = this.folder,
  ): { child: ChildProcess; output: () => string } {
    const home = this.user ? path.join(this.parent, "home") : process.env.HOME;
    const inherited = Object.entries(process.env).filter(([name]) => plain.test(name));
    const env = Object.fromEntries([
      ...inherited,
      ["HOME", home],
      ...Object.entries(more),
    ]) as NodeJS.ProcessEnv;
    const child = spawn("bash", ["-c", line], {
      cwd: folder,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      ...this.user,
    });
    let output = "";
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
    }
    return { child, output: () => output };
  }

  /** Command lines of processes that belong to this clone. */
  leftRunning(): string[] {
    const all = execFileSync("ps", ["-axo", "command="], { encoding: "utf8" });
    return all.split("\n").filter((line) => line.includes(this.folder));
  }

  remove(): void {
    rmSync(this.parent, { recursive: true, force: true });
  }
}
