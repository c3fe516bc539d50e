import { spawn } from "node:child_process";
import { once } from "node:events";

export type Started = (pid: number) => void;

/** Ends a process group; one that is gone already is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Runs a Node program in a process group of its own, which ends when this process does, and returns what it wrote
 * to its output. Throws with everything it wrote when it fails.
 */
export async function runProgram(
  args: string[],
  env: NodeJS.ProcessEnv,
  onStarted?: Started,
): Promise<string> {
  const child = spawn(process.execPath, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const end = () => signalGroup(child.pid!, "SIGKILL");
  process.once("exit", end);
  onStarted?.(child.pid!);
  let output = "";
  let all = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    all += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    all += text;
  });
  const [code] = await once(child, "close");
  process.off("exit", end);
  if (code !== 0) throw new Error(`${args.join(" ")} failed.\n${all}`);
  return output;
}
