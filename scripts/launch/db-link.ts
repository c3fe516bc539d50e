import { commandLine } from "./command-line";
import { existingDatabase, serverUrls } from "./database";
import { databaseSettings, secretSettings } from "./environment";
import { firstAdminSetting, wayToSetUp } from "./first-run";
import { withLifecycle } from "./lifecycle";

const cameAlready =
  "somebody has signed in by mail or a company’s account, or there is more than one organization.";

/**
 * `npm run db:link`: what the first `npm start` says, for a web server that is started without it, as in a container: a
 * one-time link that sets Twofold up, or that the first admin is invited. Once somebody has signed in it says
 * so. With `--for-admin` a link for the admin of an organization that a command founded; an error where there
 * is none to give.
 */
export async function dbLink(args: readonly string[]): Promise<void> {
  const { switches } = commandLine(args, {
    usage: "npm run db:link -- [--for-admin]",
    switches: ["for-admin"],
  });
  const forAdmin = switches.has("for-admin");
  const say = async (url: string, settings: Record<string, string>) => {
    const at = new URL(url).origin;
    const way = await wayToSetUp({ at, settings, firstAdmin: firstAdminSetting(), forAdmin });
    if (!way && forAdmin) throw new Error(`There is no link to give: ${cameAlready} They sign in at ${at}.`);
    console.log(way ?? `No link is needed: ${cameAlready}`);
  };
  const { AUTH_URL } = process.env;
  if (await serverUrls(["auth"])) return say(AUTH_URL ?? "http://localhost:3000", {});
  if (!forAdmin) throw new Error("An embedded database needs no such command: `npm start` prints the link.");
  await withLifecycle(async (lifecycle) => {
    const { reach, appUrl } = await existingDatabase(lifecycle);
    const settings = { ...databaseSettings(reach.urls), ...secretSettings(reach.secrets) };
    await say(AUTH_URL ?? appUrl ?? "http://localhost:3000", settings);
  });
}
