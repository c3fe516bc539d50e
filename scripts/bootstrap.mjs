// Node's own modules only: this runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.dirname(import.meta.dirname);

const oldestNode = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new Error(`Node ${oldestNode.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

const packagesIn = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;

/** Whether node_modules holds what package-lock.json says; npm keeps its own record of what it installed. */
function isInstalled() {
  if (!existsSync(path.join(root, "node_modules/.package-lock.json"))) return false;
  const installed = packagesIn("node_modules/.package-lock.json");
  const production = process.env.NODE_ENV === "production";
  return Object.entries(packagesIn("package-lock.json")).every(([name, locked]) => {
    const mayLack = locked.optional || locked.devOptional || (production && locked.dev);
    return name === "" || installed[name]?.version === locked.version || (!installed[name] && mayLack);
  });
}

function installDependencies() {
  if (isInstalled()) return;
  process.stdout.write("Installing dependencies … ");
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm ci failed.\n${stdout}\n${stderr}`);
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
}

/** Runs a launcher: settings from .env, dependencies, then TypeScript from here on. */
export async function bootstrap(load) {
  try {
    checkNode();
    process.chdir(root);
    process.env.NEXT_TELEMETRY_DISABLED = "1";
    if (existsSync(".env")) process.loadEnvFile(".env");
    installDependencies();
    const { register } = await import("tsx/esm/api");
    register();
    await load();
  } catch (error) {
    console.error(`\n${process.env.DEBUG ? error.stack : error.message}`);
    process.exitCode = 1;
  }
}
