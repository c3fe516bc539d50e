const folders = ["app", "ui", "server", "db", "lib", "scripts", "testkit", "e2e", "bench", "faults"];
const inFolders = (...names) => `^(${names.join("|")})/`;
const tests = "\\.test\\.tsx?$";
const numerical =
  "(^|/)node_modules/(@stdlib/(math-base-special-erfcinv|stats-base-dists-(chisquare|f|hypergeometric|normal|t)-(cdf|pmf|quantile))|ml-matrix)/";

/** `folder` may import the product's own folders named in `allowed`, and no other. */
const reach = (folder, ...allowed) => ({
  name: `${folder}-reaches-too-far`,
  severity: "error",
  comment: `${folder} imports ${allowed.join(", ") || "nothing"} of the product's own folders`,
  from: { path: inFolders(folder), pathNot: tests },
  to: { path: inFolders(...folders.filter((name) => name !== folder && !allowed.includes(name))) },
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    reach("lib"),
    reach("ui", "lib"),
    reach("db", "lib"),
    reach("server", "db", "lib"),
    reach("app", "server", "ui", "lib"),
    reach("testkit", "db", "lib"),
    reach("e2e", "testkit", "db", "lib"),
    reach("bench", "testkit", "db", "lib"),
    reach("faults", "bench", "scripts", "testkit", "db", "lib"),
    reach("scripts", "db", "lib", "server"),
    {
      name: "testkit-stays-out-of-the-product",
      severity: "error",
      comment:
        "factories, scenes and reference vectors are for tests, e2e, bench and faults; product code never needs them",
      from: { pathNot: [inFolders("testkit", "e2e", "bench", "faults"), tests] },
      to: { path: inFolders("testkit") },
    },
    {
      name: "lib-is-pure",
      severity: "error",
      comment: "lib imports lib and zod: no React, Next, drizzle or Node",
      from: {
        path: inFolders("lib"),
        pathNot: [tests, inFolders("lib/statistics", "lib/roster", "lib/schedule")],
      },
      to: { pathNot: ["^lib/", "(^|/)node_modules/zod/"] },
    },
    {
      name: "roster-imports-named-libraries",
      severity: "error",
      comment: "lib/roster imports lib, and to read files of any encoding these packages alone",
      from: { path: inFolders("lib/roster"), pathNot: tests },
      to: { pathNot: ["^lib/", "(^|/)node_modules/(csv-parse|chardet|iconv-lite)/"] },
    },
    {
      name: "statistics-imports-named-libraries",
      severity: "error",
      comment: "lib/statistics imports lib, and for distributions and matrices these packages alone",
      from: { path: inFolders("lib/statistics"), pathNot: tests },
      to: { pathNot: ["^lib/", numerical] },
    },
    {
      name: "schedule-imports-temporal",
      severity: "error",
      comment: "lib/schedule imports lib, zod and, for clocks and calendars of time zones, temporal-polyfill",
      from: { path: inFolders("lib/schedule"), pathNot: tests },
      to: { pathNot: ["^lib/", "(^|/)node_modules/(zod|temporal-polyfill)/"] },
    },
    {
      name: "statistics-owns-its-libraries",
      severity: "error",
      comment: "everything else takes distributions and matrices from lib/statistics",
      from: { pathNot: inFolders("lib/statistics") },
      to: { path: "(^|/)node_modules/(@stdlib|ml-matrix)/" },
    },
    {
      name: "tests-stay-in-reach",
      severity: "error",
      comment: "a test may arrange through the database, but a pure folder's test stays pure",
      from: { path: `${inFolders("lib", "ui")}.*${tests}` },
      to: {
        path: inFolders(
          "app",
          "server",
          "db",
          "scripts",
          "testkit/database",
          "testkit/factories",
          "testkit/scenes",
        ),
      },
    },
    {
      name: "nothing-imports-app",
      severity: "error",
      from: { pathNot: inFolders("app") },
      to: { path: inFolders("app") },
    },
    {
      name: "embedded-is-for-launchers",
      severity: "error",
      comment: "nothing that serves requests starts a database",
      from: { pathNot: [inFolders("scripts", "db/embedded", "testkit", "e2e", "bench", "faults"), tests] },
      to: { path: inFolders("db/embedded") },
    },
    {
      name: "charts-own-tremor",
      severity: "error",
      comment: "so that the chart library can be replaced",
      from: { pathNot: inFolders("ui/charts") },
      to: { path: "(^|/)node_modules/@tremor/" },
    },
    {
      name: "mail-owns-its-renderer",
      severity: "error",
      comment: "mails are rendered on the server; a browser must not get a byte of the renderer",
      from: { pathNot: inFolders("server/mail") },
      to: { path: "(^|/)node_modules/@react-email/" },
    },
    {
      name: "links-wait-for-a-click",
      severity: "error",
      comment: "so that nothing is logged as read before somebody opens it",
      from: { pathNot: "^ui/link\\.tsx$" },
      to: { path: "(^|/)node_modules/next/link" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "nothing-unresolved",
      severity: "error",
      comment: "an import that leads nowhere is one that no rule sees",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.css$" },
    tsConfig: { fileName: "tsconfig.json" },
    // Type imports count too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
