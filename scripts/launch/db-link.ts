import { serverUrls } from "./database";
import { firstAdminSetting, sayHowToSetUp } from "./first-run";

/**
 * `npm run db:link`: what the first `npm start` says, for a web server that is started without it, as in a container: a
 * one-time link that sets Twofold up, or that the first admin is invited. Nothing once somebody has signed in.
 */
export async function dbLink(): Promise<void> {
  const server = await serverUrls(["auth"]);
  if (!server) throw new Error("An embedded database needs no such command: `npm start` prints the link.");
  const { AUTH_URL = "http://localhost:3000" } = process.env;
  await sayHowToSetUp({ at: new URL(AUTH_URL).origin, settings: {}, firstAdmin: firstAdminSetting() });
}
