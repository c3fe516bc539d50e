import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, defineConfig } from "@playwright/test";
import { freePort } from "./e2e/free-port";

/** A free port, chosen once: the workers read this file too and inherit what it put into the environment. */
function port(name: string): string {
  const value = process.env[name] ?? freePort();
  process.env[name] = value;
  return value;
}

const appPort = port("PW_PORT");
const smtpPort = port("PW_SMTP_PORT");
const issuerPort = port("PW_ISSUER_PORT");
const origin = `http://localhost:${appPort}`;
const issuer = `http://localhost:${issuerPort}`;

/** Where the test server writes down what it connects to; `alone/connections.spec.ts` reads it. */
if (!process.env.PW_CONNECTIONS) {
  const folder = mkdtempSync(path.join(tmpdir(), "twofold-connections-"));
  process.env.PW_CONNECTIONS = path.join(folder, "list");
  // Here, and not in the workers, which inherit the variable.
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
}
const watchConnections = pathToFileURL(path.resolve("e2e/watch-connections.mjs")).href;

const systemBrowser = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
].find((file) => existsSync(file));
const executablePath =
  process.env.TWOFOLD_CHROMIUM ?? (existsSync(chromium.executablePath()) ? undefined : systemBrowser);

/** Tests that take from the server what others need too, such as all of its downloads: they run after all others. */
const alone = "**/alone/**";

process.env.TZ = "Asia/Kathmandu";
const gracefulShutdown = { signal: "SIGTERM" as const, timeout: 15_000 };

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // A busy machine is no failure.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: origin,
    timezoneId: "Asia/Kathmandu",
    launchOptions: { executablePath },
    actionTimeout: 20_000,
    // Pictures and copies of the page at every action cost more than all the rest of a trace.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
  },
  projects: [
    { name: "desktop", testIgnore: alone, use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      // Pages are looked at in every width by expectAccessible and expectFits; here people find their way on a phone.
      grep: /@phone/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true },
    },
    // One file at a time: one takes all downloads, another one the database's connections.
    { name: "alone", testMatch: alone, workers: 1, fullyParallel: false, dependencies: ["desktop", "phone"] },
  ],
  webServer: [
    {
      command: "node --import tsx e2e/services.ts",
      url: `${issuer}/inbox`,
      env: { PW_SMTP_PORT: smtpPort, PW_ISSUER_PORT: issuerPort, PW_PORT: appPort },
      gracefulShutdown,
    },
    {
      command: "node scripts/run.mjs e2e-server",
      url: `${origin}/api/health/ready`,
      timeout: 300_000,
      env: {
        PORT: appPort,
        NODE_OPTIONS: `--import=${watchConnections}`,
        PW_CONNECTIONS: process.env.PW_CONNECTIONS,
        TWOFOLD_TEST_QUESTIONS: "testkit/instrument-1.1.0.json",
        SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
        AUTH_OIDC_ISSUER: issuer,
        AUTH_OIDC_ID: "twofold",
        AUTH_OIDC_SECRET: "a-secret-of-the-test-provider",
        AUTH_OIDC_NAME: "Example ID",
      },
      gracefulShutdown,
    },
  ],
});
