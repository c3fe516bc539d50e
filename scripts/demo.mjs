import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { demo } = await import("./launch/demo.ts");
  await demo(process.argv.slice(2));
});
