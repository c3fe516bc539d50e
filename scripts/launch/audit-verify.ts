import { closePools } from "@/db/client";
import type { BadLink } from "@/lib/domain/audit-chain";
import { dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import { type ChainReport, verifyAudit } from "@/server/audit/verify";
import { commandLine, misused } from "./command-line";
import { existingDatabase, serverUrls } from "./database";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage =
  "npm run audit:verify                    checks the hash chain of every organization's audit log\nnpm run audit:verify -- --expect HASH   and that the link which was written down is still in it";

/**
 * `npm run audit:verify`: a line for each organization, and last one line of JSON. Its exit code is 1 when a chain is not
 * intact, or when no chain has the hash that is expected.
 */
export async function auditVerify(args: readonly string[]): Promise<void> {
  const { options } = commandLine(args, { usage, options: ["expect"] });
  const expect = options.expect?.trim().toLowerCase();
  if (expect !== undefined && !/^[0-9a-f]{64}$/.test(expect))
    throw misused("--expect takes a hash of 64 hexadecimal digits", usage);
  await withLifecycle(async (lifecycle) => {
    process.env.DATABASE_URL_WORKER = await workerUrl(lifecycle);
    try {
      report(await verifyAudit(expect), expect);
    } finally {
      await closePools();
    }
  });
}

async function workerUrl(lifecycle: Lifecycle): Promise<string> {
  const server = await serverUrls(["worker"]);
  return server ? server.worker : (await existingDatabase(lifecycle)).reach.urls.worker;
}

function report(organizations: readonly ChainReport[], expect: string | undefined): void {
  for (const { organization, sealed, unsealed, head, bad } of organizations) {
    const found = bad ? inWords(bad) : "intact";
    console.log(
      `${organization}: ${sealed} rows sealed, ${unsealed} not yet; ${found}. Head: ${head ?? "none yet"}`,
    );
  }
  const found = expect === undefined || organizations.some(({ expected }) => expected !== null);
  if (!found)
    console.log(
      `No chain has the link ${expect}: rows at its end were removed, or it is of another database.`,
    );
  const intact = found && organizations.every(({ bad }) => bad === null);
  console.log(JSON.stringify({ intact, ...(expect !== undefined && { expected: found }), organizations }));
  if (!intact) process.exitCode = 1;
}

/** The first bad link, as the audit page says it too. */
function inWords({ fault, number, rowId }: BadLink): string {
  const text = dictionary(defaultLocale).audit.chain;
  const link = number === null ? text.unsealed : text.link(String(number));
  return `NOT INTACT: ${link}, ${text.row(rowId ?? "?")}: ${text.fault[fault].replace(/\.$/, "")}`;
}
