import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { test } = await import("./launch/test.ts");
  await test(process.argv.slice(2));
});
