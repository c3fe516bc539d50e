import path from "node:path";
import { pathToFileURL } from "node:url";
import { bootstrap, root } from "./bootstrap.mjs";

/** Each command: the file of its launcher, and the function there that takes the command's arguments. */
const launchers = {
  backup: ["scripts/launch/backup.ts", "backup"],
  "audit:verify": ["scripts/launch/audit-verify.ts", "auditVerify"],
  bench: ["bench/run.ts", "bench"],
  browser: ["scripts/launch/browser.ts", "printBrowser"],
  build: ["scripts/launch/build.ts", "build"],
  "db:generate": ["scripts/launch/db-generate.ts", "dbGenerate"],
  "db:link": ["scripts/launch/db-link.ts", "dbLink"],
  "db:migrate": ["scripts/launch/db-migrate.ts", "dbMigrate"],
  "db:organization": ["scripts/launch/db-organization.ts", "dbOrganization"],
  "db:setup": ["scripts/launch/db-setup.ts", "dbSetup"],
  "db:unbind": ["scripts/launch/db-unbind.ts", "dbUnbind"],
  "db:urls": ["scripts/launch/db-urls.ts", "dbUrls"],
  demo: ["scripts/launch/demo.ts", "demo"],
  dev: ["scripts/launch/demo.ts", "dev"],
  docs: ["scripts/docs.ts", "docs"],
  "e2e-server": ["scripts/launch/e2e-server.ts", "e2eServer"],
  faults: ["faults/run.ts", "faults"],
  golden: ["testkit/golden/run.ts", "golden"],
  mutation: ["testkit/mutation/run.ts", "mutation"],
  "mutation:policies": ["testkit/mutation/policies.ts", "mutationPolicies"],
  proof: ["testkit/proof/run.ts", "proof"],
  keys: ["scripts/launch/keys.ts", "keys"],
  ledger: ["scripts/launch/ledger.ts", "ledger"],
  "release:dump": ["testkit/releases/run.ts", "releaseDump"],
  restore: ["scripts/launch/restore.ts", "restore"],
  start: ["scripts/launch/start.ts", "start"],
  test: ["scripts/launch/test.ts", "test"],
  worker: ["scripts/launch/worker.ts", "worker"],
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(launchers, name ?? "")) {
  console.error(`Usage: node scripts/run.mjs NAME, one of: ${Object.keys(launchers).join(", ")}`);
  process.exit(1);
}
/** Tests and trials are the same whatever .env says. */
const withoutEnvFile = ["browser", "e2e-server", "faults", "test"];

const [file, launcher] = launchers[name];
const load = async () => {
  const module = await import(pathToFileURL(path.join(root, file)).href);
  await module[launcher](args);
};
await bootstrap(load, { readsEnvFile: !withoutEnvFile.includes(name) });
