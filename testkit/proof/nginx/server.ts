import { spawn } from "node:child_process";
import { once } from "node:events";
import { type DatabaseUrls, loginRoles, urlVariable } from "@/db/setup/roles";
import { answers, freePorts } from "./ports";

/** Long enough for a build before the first start. */
const startTimeoutMs = 900_000;

/** `npm start` over a database that is there already, on a free port of loopback. */
export async function startServer(urls: DatabaseUrls, settings: Record<string, string>) {
  const [port = 0] = await freePorts(1);
  const databases = loginRoles
    .filter((role) => role !== "migrate")
    .map((role) => [urlVariable(role), urls[role]]);
  const child = spawn(process.execPath, ["scripts/run.mjs", "start", "--no-migrate"], {
    env: { ...process.env, ...Object.fromEntries(databases), ...settings, PORT: String(port) },
    stdio: "inherit",
  });
  const ended = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    await ended;
  };
  await Promise.race([
    answers(`http://127.0.0.1:${port}/api/health/live`, startTimeoutMs),
    ended.then(() => {
      throw new Error("The server ended before it answered; what it said is above.");
    }),
  ]);
  return { port, stop };
}
