import { withoutValues } from "@/db/fault";
import { withClient } from "@/db/setup/create-database";
import { defaultLedger } from "@/server/env";
import { rebuildLedger } from "@/server/erasure/rebuild";
import { sourceOf } from "./backup";
import { commandLine, misused } from "./command-line";
import { existingDatabase, serverUrls } from "./database";
import { ledgerSetting } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage =
  "npm run ledger -- rebuild   writes a lost ledger of erasures anew, from what the database knows of it";

/** `npm run ledger -- rebuild`: a new file where the lost one was, and in words what it cannot know. */
export function ledger(args: readonly string[]): Promise<void> {
  const [command] = commandLine(args, { usage, words: 1 }).words;
  if (command !== "rebuild") throw misused("There is one thing to do with the ledger", usage);
  return withLifecycle(async (lifecycle) => {
    const { reader, file } = await placesOf(lifecycle);
    const last = await withClient(reader, (client) => rebuildLedger(client, file)).catch((error: unknown) => {
      throw withoutValues(error);
    });
    console.log(
      [
        `Wrote ${file}: ${last.position === 1 ? "1 line" : `${last.position} lines`}, the last of ${last.date}, each with the hash that it had.`,
        "It says who was erased and who withdrew answers as far as this database knows. What it cannot know:",
        "- Erasures and withdrawals after the backup, if this database was restored from one since. Those lines were in the lost file alone; the people and the answers are back, and nothing here tells whose they are. Ask those who carried the erasures out, and erase those people again; ask everybody to withdraw again what they withdrew.",
        `- Whether a backup is newer: one that was taken after line ${last.position} refuses this ledger when it is restored, and its own database makes a longer one.`,
        "Copy the file to where the lost one should have been copied.",
      ].join("\n"),
    );
  });
}

async function placesOf(lifecycle: Lifecycle): Promise<{ reader: string; file: string }> {
  const server = await serverUrls(["migrate"]);
  if (server) {
    const { reader } = await sourceOf(server);
    return { reader, file: process.env.TWOFOLD_ERASURE_LEDGER || defaultLedger };
  }
  const { reach } = await existingDatabase(lifecycle);
  return { reader: reach.adminUrl(), file: ledgerSetting(reach.directory).TWOFOLD_ERASURE_LEDGER };
}
