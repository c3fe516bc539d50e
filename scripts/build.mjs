import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { build } = await import("./launch/build.ts");
  await build(process.argv.slice(2));
});
