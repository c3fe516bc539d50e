import { closePools } from "@/db/client";
import { publishCycle } from "@/server/publication/publish-cycle";

/** `tsx scripts/publish-cycles.ts ORG CYCLE…`: publishes closed cycles in order and prints what that took. */
const [orgId, ...cycleIds] = process.argv.slice(2);
if (!orgId || cycleIds.length === 0) throw new Error("Name an organization and its closed cycles.");

const start = performance.now();
for (const cycleId of cycleIds) await publishCycle(orgId, cycleId);
const seconds = (performance.now() - start) / 1000;
await closePools();
console.log(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1024 }));
