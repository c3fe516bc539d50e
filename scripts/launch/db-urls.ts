import { joinCluster } from "@/db/embedded/cluster";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { commandLine } from "./command-line";
import { demoDirectory, productDirectory } from "./database";

/**
 * `npm run db:urls -- DIRECTORY`: the URLs of a running embedded database as lines for a shell, for debugging. Without a
 * directory that of `npm start` or of the demo, whichever runs.
 */
export function dbUrls(args: readonly string[]): void {
  const { words } = commandLine(args, { usage: "npm run db:urls -- [DIRECTORY]", words: 1 });
  const directories = words.length > 0 ? words : [...new Set([productDirectory(), demoDirectory()])];
  const running = directories.flatMap((directory) => joinCluster(directory) ?? []);
  const [found, another] = running;
  if (!found) {
    throw new Error(
      `No database runs on ${directories.join(" or ")}. Start one with \`npm start\` or \`npm run demo\`.`,
    );
  }
  if (another) {
    throw new Error(
      `Databases run on ${directories.join(" and ")}. Say which: \`npm run db:urls -- ${directories[0]}\`.`,
    );
  }
  for (const role of loginRoles) console.log(`export ${urlVariable(role)}='${found.urls[role]}'`);
  console.log(`export DATABASE_URL_ADMIN='${found.adminUrl()}'`);
}
