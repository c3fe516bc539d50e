import { bootstrap } from "./bootstrap.mjs";

await bootstrap(async () => {
  const { e2eServer } = await import("./launch/e2e-server.ts");
  await e2eServer(process.argv.slice(2));
});
