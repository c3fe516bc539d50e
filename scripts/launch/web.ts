import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { nextProgram } from "./build";
import { signalGroup } from "./program";
import type { Address } from "./settings";

const patience = 60_000;
const grace = 10_000;

export type Web = {
  pid: number;
  /** Resolves with the exit code when the server ends, asked or not. */
  ended: Promise<number>;
  stop(): Promise<void>;
};

/** Starts Next in a process group of its own and waits until it answers. Throws when it ends before that. */
export async function startWeb(
  command: "start" | "dev",
  address: Address,
  env: NodeJS.ProcessEnv,
  onStarted: (pid: number) => void,
): Promise<Web> {
  const child = spawn(
    process.execPath,
    [nextProgram, command, "--hostname", address.host, "--port", String(address.port)],
    { env, detached: true, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit").then(([code]) => (code as number | null) ?? 1);
  onStarted(child.pid!);
  const web = { pid: child.pid!, ended, stop: () => stopGroup(child, ended) };
  const banner = collect(child);
  try {
    await Promise.race([
      answers(address),
      ended.then((code) => {
        throw new Error(`The web server ended with code ${code} before it answered.\n${banner.text()}`);
      }),
    ]);
  } catch (error) {
    await web.stop();
    throw error;
  }
  banner.passOn();
  return web;
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

async function answers({ host, port }: Address): Promise<void> {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await fetch(`http://${reachable}:${port}/api/health/live`, { redirect: "manual" });
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(25);
    }
  }
}

async function stopGroup(child: ChildProcess, ended: Promise<number>): Promise<void> {
  signalGroup(child.pid!, "SIGTERM");
  const timely = await Promise.race([ended.then(() => true), sleep(grace, false, { ref: false })]);
  if (!timely) signalGroup(child.pid!, "SIGKILL");
  await ended;
}
