import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { worker } = await import("./launch/worker.ts");
  await worker(process.argv.slice(2));
});
