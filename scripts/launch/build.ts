import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { commandLine } from "./command-line";
import { runProgram, type Started } from "./program";
import { step } from "./progress";

const sources = ["app", "ui", "server", "db", "lib", "public"];
const sourceFiles = /^(package-lock\.json|tsconfig\.json|[\w.-]+\.(js|mjs|ts|tsx))$/;
const unrelated = /(\.test\.tsx?|\.db\.test\.ts|^next-env\.d\.ts|^(vitest|playwright|drizzle)\.config\.\w+)$/;
const marker = ".next/twofold-source";

export const nextProgram = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** One hash over everything a build is made of. */
function sourceHash(): string {
  const inFolders = sources
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
    );
  const atTop = readdirSync(".").filter((file) => sourceFiles.test(file));
  const hash = createHash("sha256");
  for (const file of [...inFolders, ...atTop].sort()) {
    if (unrelated.test(file) || statSync(file).isDirectory()) continue;
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Builds the app unless the last build was made of the same sources. Throws with Next's output when it fails. */
export async function ensureBuild(onStarted?: Started): Promise<void> {
  const hash = sourceHash();
  if (existsSync(marker) && readFileSync(marker, "utf8") === hash) return;
  await step("Building the app", async () => {
    rmSync(marker, { force: true });
    await runProgram([nextProgram, "build"], { ...process.env, NODE_ENV: "production" }, onStarted);
    writeFileSync(marker, hash);
  });
}

/** `npm run build`. Next runs in a process group of its own, which ends with this process. */
export async function build(args: readonly string[]): Promise<void> {
  commandLine(args, { usage: "npm run build" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  await ensureBuild();
}
