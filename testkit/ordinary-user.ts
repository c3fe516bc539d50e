import { execFileSync } from "node:child_process";

/** The ids of the user "nobody" where this process runs as root, for a child process that must not; otherwise undefined. */
export function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
