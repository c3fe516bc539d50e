import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Address, probeUrl } from "./address";
import { nextProgram } from "./build";
import { signalGroup } from "./program";

/**
 * What Node is told for the web server. A page leaves some 20 MB of short-lived objects; with the usual 16 MB for new ones
 * many of them are copied as if they stayed, which was a tenth of a large page's work.
 */
export const nodeFlags = ["--max-semi-space-size=32"];

const timeoutMs = 60_000;
const grace = 10_000;

export type Web = {
  /** Resolves when the server answers; rejects when it ends before that, or does not answer in time. */
  ready: Promise<void>;
  /** Resolves with the exit code when the server ends, asked or not. */
  ended: Promise<number>;
  stop(): Promise<void>;
};

export type WebOptions = {
  command: "start" | "dev";
  address: Address;
  env: NodeJS.ProcessEnv;
};

/** Starts Next in a process group of its own; `onStarted` gets the number of the group. */
export function startWeb({ command, address, env }: WebOptions, onStarted: (pid: number) => void): Web {
  const child = spawn(
    process.execPath,
    [...nodeFlags, nextProgram, command, "--hostname", address.host, "--port", String(address.port)],
    { env, detached: true, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit").then(([code]) => (code as number | null) ?? 1);
  onStarted(child.pid!);
  return {
    ready: readiness(child, ended, probeUrl(address)),
    ended,
    stop: () => stopGroup(child, ended, grace + keepsOpenMs(env)),
  };
}

async function readiness(child: ChildProcess, ended: Promise<number>, origin: string): Promise<void> {
  const banner = collect(child);
  const waiting = new AbortController();
  try {
    await Promise.race([
      answers(origin, waiting.signal),
      ended.then((code) => {
        throw new Error(`The web server ended with code ${code} before it answered.\n${banner.text()}`);
      }),
    ]);
  } finally {
    waiting.abort();
  }
  banner.passOn();
}

/** Keeps Next's opening lines to itself, unless they explain a failure, and passes on what follows. */
function collect(child: ChildProcess) {
  let text = "";
  const keep = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout!.on("data", keep);
  return {
    text: () => text,
    passOn: () => child.stdout!.off("data", keep).pipe(process.stdout, { end: false }),
  };
}

async function answers(origin: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!signal.aborted) {
    try {
      await fetch(`${origin}/api/health/live`, { redirect: "manual", signal });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(25);
    }
  }
}

/** For how long the server's port stays open once it is asked to end. */
const keepsOpenMs = ({ STOP_GRACE_SECONDS = "" }: NodeJS.ProcessEnv) =>
  (Number(STOP_GRACE_SECONDS) || 0) * 1000;

async function stopGroup(child: ChildProcess, ended: Promise<number>, patienceMs: number): Promise<void> {
  signalGroup(child.pid!, "SIGTERM");
  const timely = await Promise.race([ended.then(() => true), sleep(patienceMs, false, { ref: false })]);
  if (!timely) signalGroup(child.pid!, "SIGKILL");
  await ended;
}
