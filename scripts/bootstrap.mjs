// Node's own modules only: this runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";

export const root = path.dirname(import.meta.dirname);

const oldestNode = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(`Node ${oldestNode.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

/** Adds what .env says to the environment; a variable that is set there already stays. */
function readEnvFile() {
  const file = path.join(root, ".env");
  if (!existsSync(file)) return;
  const said = parseEnv(textOf(file).replace(/^\uFEFF/, ""));
  for (const [name, value] of Object.entries(said)) process.env[name] ??= value;
}

/** A setting without a value is as if it were not there: .env and compose files write it so. */
function dropEmptySettings() {
  for (const name of Object.keys(process.env)) {
    if (settings.test(name) && process.env[name].trim() === "") delete process.env[name];
  }
}

const settings =
  /^(AUTH_|DATABASE_|TWOFOLD_|SMTP_|MAIL_FROM$|HOST$|PORT$|ALLOWED_HOSTS$|TRUSTED_PROXIES$|LOG_LEVEL$)/;

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} cannot be read (${error.code}). It must be a file that this account may read.`);
  }
}

/** The packages in a lock file; undefined when it is absent or cut short, as after an installation that was killed. */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what package-lock.json says; npm keeps its own record of what it installed. */
function isInstalled() {
  const installed = packagesIn("node_modules/.package-lock.json");
  if (!installed) return false;
  const production = process.env.NODE_ENV === "production";
  return Object.entries(packagesIn("package-lock.json") ?? {}).every(([name, locked]) => {
    const mayLack = locked.optional || locked.devOptional || (production && locked.dev);
    return name === "" || installed[name]?.version === locked.version || (!installed[name] && mayLack);
  });
}

function installDependencies() {
  if (isInstalled()) return;
  process.stderr.write("Installing dependencies … ");
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm ci failed.\n${stdout}\n${stderr}`);
  console.error(`${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** What went wrong in words; an error of several attempts, as to two addresses of one host, says nothing itself. */
function wordsOf(error) {
  const words = error.message || error.errors?.map(wordsOf).join("\n") || String(error);
  return ["ENOSPC", "53100"].includes(error.code)
    ? `The disk is full. Free some space on it. (${words})`
    : words;
}

/**
 * Runs a launcher: settings from .env, dependencies, then TypeScript from here on. A launcher that fails ends the
 * process at once, whatever is still waited for.
 */
export async function bootstrap(load, { readsEnvFile }) {
  try {
    checkNode();
    process.chdir(root);
    process.env.NEXT_TELEMETRY_DISABLED = "1";
    if (readsEnvFile) readEnvFile();
    dropEmptySettings();
    installDependencies();
    const { register } = await import("tsx/esm/api");
    register();
    await load();
  } catch (error) {
    console.error(`\n${process.env.DEBUG ? error.stack : wordsOf(error)}`);
    process.exit(1);
  }
}
