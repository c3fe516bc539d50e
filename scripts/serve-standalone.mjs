// The web server of the image, over Next's standalone output. Plain JavaScript: nothing of what it stands on is compiled
// at its start, and the image holds no compiler.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { allowedOrigins } from "../server/http/own-hosts.js";

const directory = path.dirname(import.meta.dirname);
process.chdir(directory);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";
// Compose writes a variable that nobody set as an empty one.
for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];

const { config } = JSON.parse(readFileSync(path.join(directory, ".next/required-server-files.json"), "utf8"));
// The build wrote next.config.js down as it was then; the hosts that may ask for changes are known now.
config.experimental.serverActions.allowedOrigins = allowedOrigins(process.env);
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);

const require = createRequire(path.join(directory, "package.json"));
require("next");
const { startServer } = require("next/dist/server/lib/start-server");
await startServer({
  dir: directory,
  isDev: false,
  config,
  hostname: process.env.HOST ?? "0.0.0.0",
  port: Number(process.env.PORT ?? 3000),
  allowRetry: false,
});
