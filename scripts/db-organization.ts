import { parseArgs } from "node:util";
import { withClient } from "@/db/setup/create-database";
import { founding, foundOrganization } from "@/db/setup/found-organization";

const usage =
  'npm run db:organization -- --name "Acme" --admin-name "Ada Admin" --admin-email ada@acme.example --time-zone Europe/Paris';

const url = process.env.DATABASE_URL_MIGRATE;
if (!url) throw new Error("Set DATABASE_URL_MIGRATE; `npm run db:setup` prints it.");

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: { name: text, "admin-name": text, "admin-email": text, "time-zone": { ...text, default: "UTC" } },
});
const input = founding.safeParse({
  name: values.name,
  timeZone: values["time-zone"],
  adminName: values["admin-name"],
  adminEmail: values["admin-email"],
});
if (!input.success) {
  const wrong = input.error.issues.map(({ path }) => path.join(".")).join(", ");
  console.error(`Missing or not usable: ${wrong}. Use it like this:\n${usage}`);
  process.exit(1);
}
await withClient(url, (owner) => foundOrganization(owner, input.data));
console.log(`${input.data.name} is there. ${input.data.adminEmail} can sign in as its program admin.`);
