import { bootstrap } from "./bootstrap.mjs";

/** Each command: the file of its launcher, and the function there that takes the command's arguments. */
const launchers = {
  browser: ["browser.ts", "printBrowser"],
  build: ["build.ts", "build"],
  demo: ["demo.ts", "demo"],
  dev: ["demo.ts", "dev"],
  "e2e-server": ["e2e-server.ts", "e2eServer"],
  start: ["start.ts", "start"],
  test: ["test.ts", "test"],
  worker: ["worker.ts", "worker"],
};

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(launchers, name ?? "")) {
  console.error(`Usage: node scripts/run.mjs NAME, one of: ${Object.keys(launchers).join(", ")}`);
  process.exit(1);
}
const [file, launcher] = launchers[name];
await bootstrap(async () => {
  const module = await import(`./launch/${file}`);
  await module[launcher](args);
});
