import { closePools } from "@/db/client";
import { personaList } from "@/db/seed/organization";
import { seedDemo } from "@/db/seed/seed-demo";
import { publishCycle } from "@/server/publication/publish-cycle";

const url = process.env.DATABASE_URL_MIGRATE;
if (!url) throw new Error("DATABASE_URL_MIGRATE is not set");

const { cycles } = await seedDemo(url, publishCycle);
await closePools();

// The launcher keeps this line beside the data: after `expiresAt` the demo is made anew.
console.log(JSON.stringify({ expiresAt: cycles.at(-1)!.closesAt, personas: personaList }));
