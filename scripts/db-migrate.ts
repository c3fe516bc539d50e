import { migrate } from "@/db/setup/migrate";

const { DATABASE_URL_MIGRATE, DATABASE_URL_WORKER } = process.env;
if (!DATABASE_URL_MIGRATE || !DATABASE_URL_WORKER) {
  throw new Error("Set DATABASE_URL_MIGRATE and DATABASE_URL_WORKER; `npm run db:setup` prints both.");
}
await migrate({ migrate: DATABASE_URL_MIGRATE, worker: DATABASE_URL_WORKER });
console.log("The database is at the newest migration.");
