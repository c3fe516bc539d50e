import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "@playwright/test";
import { commandLine } from "./command-line";
import { step } from "./progress";

/** Chromium without what draws windows: the same pages for a third less of the processor's time. */
const systemShells = ["/usr/bin/chromium-headless-shell"];
const systemBrowsers = [
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
const firstOf = (files: readonly string[]) => files.find((file) => existsSync(file) && runs(file));
/** Playwright puts its headless shell beside its whole browser, under names of the same shape. */
const own = () => {
  const whole = chromium.executablePath();
  const shell = whole
    .replace(/chromium-(\d+)/, "chromium_headless_shell-$1")
    .replace(/chrome-([\w-]+)([\\/])chrome(\.exe)?$/, "chrome-headless-shell-$1$2chrome-headless-shell$3");
  return firstOf([shell, whole]);
};

function download() {
  const withLibraries = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get") ? ["--with-deps"] : [];
  spawnSync(process.execPath, [playwrightProgram, "install", "--only-shell", ...withLibraries, "chromium"], {
    timeout: downloadPatience,
  });
  const found = own();
  if (!found) writeFileSync(triedMarker, "");
  return found;
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { env, timeout: downloadPatience };
  spawnSync("apt-get", ["update", "-q"], options);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    if (spawnSync("apt-get", ["install", "-yq", "--no-install-recommends", name], options).status === 0)
      break;
  }
  return firstOf([...systemShells, ...systemBrowsers]);
}

/**
 * Path of a browser for the tests: Playwright's own where it can be downloaded, else the system's headless shell, else
 * Debian's, else the system's whole browser. Throws when there is none.
 */
export async function ensureBrowser(): Promise<string> {
  const found =
    own() ??
    (existsSync(triedMarker) ? undefined : await step("Downloading a browser for the tests", download)) ??
    firstOf(systemShells) ??
    (await step("Installing Debian's browser for the tests", fromDebian)) ??
    firstOf(systemBrowsers);
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
