import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { dev } = await import("./launch/demo.ts");
  await dev(process.argv.slice(2));
});
