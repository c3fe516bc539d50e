import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "@playwright/test";
import { commandLine } from "./command-line";
import { step } from "./progress";

const systemPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const downloadPatience = 240_000;

const require = createRequire(import.meta.url);
const playwrightProgram = require.resolve("@playwright/test/cli");
/** Present when a download failed for the installed version, so that later runs need not wait for it again. */
const triedMarker = "node_modules/.twofold-browser-tried";

const runs = (program: string) => spawnSync(program, ["--version"], { timeout: 30_000 }).status === 0;
const own = () => [chromium.executablePath()].find((file) => existsSync(file) && runs(file));
const system = () => systemPaths.find((file) => existsSync(file) && runs(file));

function download() {
  const withLibraries = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") ? ["--with-deps"] : [];
  spawnSync(process.execPath, [playwrightProgram, "install", ...withLibraries, "chromium"], {
    timeout: downloadPatience,
  });
  const found = own();
  if (!found) writeFileSync(triedMarker, "");
  return found;
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-q"], { env });
  spawnSync("apt-get", ["install", "-yq", "--no-install-recommends", "chromium"], { env });
  return system();
}

/**
 * Path of a browser for the tests: Playwright's own where it can be downloaded, else the system's Chromium, else
 * Debian's. Throws when there is none.
 */
export async function ensureBrowser(): Promise<string> {
  const found =
    own() ??
    (existsSync(triedMarker) ? undefined : await step("Downloading a browser for the tests", download)) ??
    system() ??
    (await step("Installing Debian's browser for the tests", fromDebian));
  if (found) return found;
  throw new Error(
    "No browser for the tests: install Chromium, or run `npx playwright install --with-deps chromium`.",
  );
}

/** `node scripts/run.mjs browser`: prints the browser's path as its last line, after installing one if there is none. */
export async function printBrowser(args: readonly string[]): Promise<void> {
  commandLine(args, { usage: "node scripts/run.mjs browser" });
  console.log(await ensureBrowser());
}
