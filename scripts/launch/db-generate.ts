import { spawnSync } from "node:child_process";

/** `npm run db:generate -- --name what-it-does`: a migration from the changed schema. */
export function dbGenerate(args: readonly string[]): void {
  const program = "node_modules/drizzle-kit/bin.cjs";
  const { status } = spawnSync(process.execPath, [program, "generate", ...args], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
