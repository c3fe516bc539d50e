import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cluster, openCluster } from "@/db/embedded/cluster";
import { freePort } from "@/db/embedded/server";
import { migrate } from "@/db/setup/migrate";
import { loginRoles, urlVariable } from "@/db/setup/roles";

export type Site = {
  origin: string;
  port: number;
  cluster: Cluster;
  /** Resident memory of the web server, in MB. */
  memoryMb(): number;
  /** CPU time the web server has used, in ms. */
  cpuMs(): number;
};

/** Runs `work` against the production server over a throwaway database; `fill` writes what is to be read first. */
export async function withSite<T>(
  fill: (cluster: Cluster, port: number) => Promise<T>,
  work: (site: Site, filled: T) => Promise<void>,
): Promise<void> {
  const cluster = await openCluster();
  process.env.TWOFOLD_MASTER_KEY = cluster.secrets.masterKey;
  let launcher: ChildProcess | undefined;
  try {
    await migrate(cluster.urls);
    const port = await freePort();
    const filled = await fill(cluster, port);
    launcher = spawn(process.execPath, ["scripts/run.mjs", "start", "--no-migrate"], {
      env: {
        ...process.env,
        ...Object.fromEntries(loginRoles.map((role) => [urlVariable(role), cluster.urls[role]])),
        AUTH_SECRET: cluster.secrets.authSecret,
        // Nobody asks for mail here; without a way to sign in the server would not start.
        SMTP_URL: "smtp://127.0.0.1:9",
        PORT: String(port),
        // The launcher asks the mail server before it starts the app, and needs the address for that.
        AUTH_URL: `http://localhost:${port}`,
        NODE_ENV: "production",
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "inherit", "inherit"],
    });
    const origin = `http://localhost:${port}`;
    await answering(origin, launcher);
    const pid = serverOf(launcher.pid!);
    await work({ origin, port, cluster, memoryMb: () => residentMb(pid), cpuMs: () => usedMs(pid) }, filled);
  } finally {
    if (launcher && launcher.exitCode === null) {
      launcher.kill("SIGTERM");
      await once(launcher, "exit");
    }
    await cluster.stop();
  }
}

async function answering(origin: string, launcher: ChildProcess): Promise<void> {
  // A build comes first when the sources have changed.
  for (const deadline = Date.now() + 600_000; Date.now() < deadline; await sleep(100)) {
    if (launcher.exitCode !== null) throw new Error("The server ended before it answered.");
    const ready = await fetch(`${origin}/api/health/ready`).catch(() => undefined);
    if (ready?.ok) return;
  }
  throw new Error("The server does not answer.");
}

/** The launcher's child that is the web server; another one may compile its sources. */
function serverOf(launcher: number): number {
  const parentOf = (pid: string) =>
    Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const child = pids.find((pid) => {
    try {
      return parentOf(pid) === launcher && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("next");
    } catch {
      return false;
    }
  });
  if (!child) throw new Error("The web server is not to be found.");
  return Number(child);
}

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

const ticksPerSecond = 100;

function usedMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}
