import { joinCluster } from "@/db/embedded/cluster";
import { loginRoles, urlVariable } from "@/db/setup/roles";
import { dataDirectory } from "./settings";

/** `npm run db:urls -- DIRECTORY`: the URLs of a running embedded database as lines for a shell, for debugging. */
export function dbUrls(args: readonly string[]): void {
  const directory = args[0] ?? dataDirectory(".twofold/demo");
  const running = joinCluster(directory);
  if (!running) {
    throw new Error(`No database runs on ${directory}. Start one with \`npm run demo\` or \`npm run dev\`.`);
  }
  for (const role of loginRoles) console.log(`export ${urlVariable(role)}='${running.urls[role]}'`);
  console.log(`export DATABASE_URL_ADMIN='${running.adminUrl()}'`);
}
