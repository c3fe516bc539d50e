import { isAtMigrationHead } from "@/db/setup/boot-checks";
import { withClient } from "@/db/setup/create-database";
import { type Founding, founding, foundOrganization } from "@/db/setup/found-organization";
import { migrate } from "@/db/setup/migrate";
import { commandLine, misused } from "./command-line";
import { embeddedDatabase, serverUrls } from "./database";
import { secretSettings } from "./environment";
import { type Lifecycle, withLifecycle } from "./lifecycle";

const usage =
  'npm run db:organization -- --name "Acme" --admin-name "Ada Admin" --admin-email ada@acme.example --time-zone Europe/Paris';

const options = ["name", "admin-name", "admin-email", "time-zone"] as const;
const optionOf: Record<keyof Founding, (typeof options)[number]> = {
  name: "name",
  adminName: "admin-name",
  adminEmail: "admin-email",
  timeZone: "time-zone",
};

/** `npm run db:organization`: an organization with the one admin who is invited first. */
export function dbOrganization(args: readonly string[]): Promise<void> {
  const input = parseFounding(args);
  return withLifecycle(async (lifecycle) => {
    const { url, appUrl } = await ownersDatabase(lifecycle);
    await withClient(url, async (owner) => {
      if (!(await isAtMigrationHead(owner).catch(() => false))) {
        throw new Error("The database is not at this version's migration. Run `npm run db:migrate` first.");
      }
      await foundOrganization(owner, input).catch((error) => {
        throw asKnown(error, input);
      });
    });
    const where = process.env.AUTH_URL ?? appUrl;
    console.log(
      `${input.name} is there as a new organization; its cycles close in the time of ${input.timeZone}. ${input.adminEmail} can sign in as its program admin${where ? ` at ${where}` : ""}.`,
    );
  });
}

function parseFounding(args: readonly string[]): Founding {
  const { options: values } = commandLine(args, { usage, options });
  const parsed = founding.safeParse({
    name: values.name,
    adminName: values["admin-name"],
    adminEmail: values["admin-email"],
    timeZone: values["time-zone"] ?? "UTC",
  });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: [field] }) => {
    const option = optionOf[field as keyof Founding];
    const value = values[option];
    return value === undefined ? `--${option} is missing` : `--${option} "${value}" is not usable`;
  });
  throw misused(wrong.join("; "), usage);
}

/** The migrating role's URL of the server or of the embedded database, which is migrated first when nobody uses it. */
async function ownersDatabase(lifecycle: Lifecycle): Promise<{ url: string; appUrl?: string }> {
  const server = await serverUrls(["migrate"]);
  if (server) return { url: server.migrate };
  const { reach, joined, appUrl } = await embeddedDatabase(lifecycle);
  if (!joined) await migrate(reach.urls);
  // The new organization's data key is wrapped with it.
  Object.assign(process.env, secretSettings(reach.secrets));
  return { url: reach.urls.migrate, appUrl };
}

function asKnown(error: unknown, { adminEmail }: Founding): unknown {
  const { constraint } = error as { constraint?: string };
  if (constraint !== "people_email") return error;
  return new Error(
    `${adminEmail} belongs to an organization of this installation already. Nothing was changed.`,
  );
}
