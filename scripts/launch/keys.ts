import { forgetPreviousMasterKey, renewMasterKey } from "@/db/embedded/secrets";
import { assertMasterKeys, rewrapDataKeys } from "@/db/encryption/data-key";
import { withClient } from "@/db/setup/create-database";
import { commandLine, misused } from "./command-line";
import { existingDatabase, serverUrls } from "./database";
import { secretSettings } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage = `npm run keys -- check    whether TWOFOLD_MASTER_KEY opens the data keys of this database
npm run keys -- rotate   wraps the data keys anew with TWOFOLD_MASTER_KEY, while TWOFOLD_MASTER_KEY_PREVIOUS still opens them`;

/** `npm run keys -- check` and `npm run keys -- rotate`, which wraps the data keys anew and changes no answer. */
export async function keys(args: readonly string[]): Promise<void> {
  const [command] = commandLine(args, { usage, words: 1 }).words;
  if (command !== "check" && command !== "rotate") throw misused("Say what to do with the keys", usage);
  await withLifecycle((lifecycle) => (command === "check" ? check(lifecycle) : rotate(lifecycle)));
}

async function check(lifecycle: Lifecycle): Promise<void> {
  const server = await serverUrls(["migrate"]);
  const reach = server ? undefined : (await existingDatabase(lifecycle)).reach;
  if (reach) Object.assign(process.env, secretSettings(reach.secrets));
  await withClient(server?.migrate ?? reach!.urls.migrate, assertMasterKeys);
  console.log("The master key opens every data key of this database.");
}

async function rotate(lifecycle: Lifecycle): Promise<void> {
  const server = await serverUrls(["migrate"]);
  if (server) {
    if (!process.env.TWOFOLD_MASTER_KEY_PREVIOUS) {
      throw new Error(
        "Set TWOFOLD_MASTER_KEY to the new key and TWOFOLD_MASTER_KEY_PREVIOUS to the present one, for this command and for every running server, then rotate.",
      );
    }
    await rewrap(server.migrate);
    console.log("TWOFOLD_MASTER_KEY_PREVIOUS is needed no more: take it out of the environment.");
    return;
  }
  const { reach, joined } = await existingDatabase(lifecycle);
  if (joined) throw new Error("Stop the server that runs on this directory first, then rotate.");
  Object.assign(process.env, secretSettings(renewMasterKey(reach.directory)));
  await rewrap(reach.urls.migrate);
  forgetPreviousMasterKey(reach.directory);
}

async function rewrap(url: string): Promise<void> {
  const count = await withClient(url, rewrapDataKeys);
  console.log(
    count === 1
      ? "1 data key is wrapped with the new master key."
      : `${count} data keys are wrapped with the new master key.`,
  );
}
