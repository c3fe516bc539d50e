import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { start } = await import("./launch/start.ts");
  await start(process.argv.slice(2));
});
