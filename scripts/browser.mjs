import { bootstrap } from "./bootstrap.mjs";

// Says, last, where the browser is; it is installed first if there is none.
await bootstrap(async () => {
  const { ensureBrowser } = await import("./launch/browser.ts");
  console.log(await ensureBrowser());
});
