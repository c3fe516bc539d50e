import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { openCluster } from "@/db/embedded/cluster";
import { copyStatement } from "@/db/queries/exports/copy-statement";
import { withClient } from "@/db/setup/create-database";
import { migrate } from "@/db/setup/migrate";
import { byteOrderMark, csvRecord, csvText, parseCsv } from "@/lib/csv/csv";

/** How LibreOffice is told to split a file, by what a person's country or last choice makes of it. */
const openings = {
  "comma, English": "44,34,76,1,,1033",
  "semicolon, German": "59,34,76,1,,1031",
  "semicolon, French": "59,34,76,1,,1036",
  tab: "9,34,76,1,,1033",
  bar: "124,34,76,1,,1033",
  space: "32,34,76,1,,1033",
  colon: "58,34,76,1,,1033",
  "comma, semicolon and tab together": "44/59/9,34,76,1,,1033",
  "every separator together, repeated ones as one": "44/59/9/124/32/58/MRG,34,76,1,,1033",
};
type Opening = keyof typeof openings;

const formulas = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "'=1+1", '"=1+1"', '""=1+1', "=1+1\t"];
const before = ["", "Ann", 'Ann"', 'Ann""', "Ann;b"];
const ends = [",", ";", "\t", "|", ":", "\n", "\r\n", ';"', " ", ' "', ", "];
const names = before.flatMap((start) =>
  ends.flatMap((end) =>
    formulas.flatMap((formula) => [`${start}${end}${formula}`, `${start}${end}${formula}${end}b`]),
  ),
);

/**
 * `npm run proof -- spreadsheet`: opens files of names that were made to be taken for formulas in LibreOffice, as people
 * in several countries would, and counts the formulas. A file written for the comma alone must show some.
 */
export async function run() {
  const folder = mkdtempSync(path.join(tmpdir(), "twofold-spreadsheet-"));
  try {
    const files = {
      screen: byteOrderMark + names.map((name) => csvRecord(["7", name, "9"])).join(""),
      database: byteOrderMark + (await copied()),
      commaOnly: byteOrderMark + names.map((name) => `7,${quotedForCommas(name)},9\r\n`).join(""),
    };
    const counts = Object.entries(files).map(([file, text]) => {
      const source = path.join(folder, `${file}.csv`);
      writeFileSync(source, text);
      return [file, formulasOf(source, folder)] as const;
    });
    const { commaOnly, ...ours } = Object.fromEntries(counts);
    const changed = changedCells(path.join(folder, "screen.csv"), folder);
    return {
      name: "spreadsheet",
      organizations: 0,
      cases: Object.keys(openings).length * names.length * 2,
      leaks: Object.values(ours).reduce((sum, count) => sum + count, changed),
      undecided: 0,
      controls: [{ name: "written for the comma alone", leaks: commaOnly!, of: names.length }],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same names as the database writes them into a file. */
async function copied(): Promise<string> {
  const cluster = await openCluster();
  try {
    await migrate(cluster.urls, "test");
    const sql = `select 7 as n, csv_text(name) as name, 9 as x from unnest(array[${names.map(pg.escapeLiteral).join(",")}]) as name`;
    const query = { toSQL: () => ({ sql, params: [] }) };
    const file = path.join(cluster.directory, "postgres", "names.csv");
    const statement = copyStatement({ query, texts: ["name"] }).replace(
      "to stdout",
      `to ${pg.escapeLiteral(file)}`,
    );
    await withClient(cluster.adminUrl(), (client) => client.query(statement));
    return readFileSync(file, "utf8");
  } finally {
    await cluster.stop();
  }
}

/** What the comma alone demands: the control. */
const quotedForCommas = (name: string) => {
  const cell = /^[=+\-@]/.test(name) ? `'${name}` : name;
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
};

function formulasOf(source: string, folder: string): number {
  return (Object.keys(openings) as Opening[])
    .map((opening) => {
      const sheet = convert({ source, folder, opening, to: "fods" });
      if (!sheet.includes("table:table-cell")) throw new Error(`LibreOffice read no cell (${opening}).`);
      const found = sheet.match(/table:formula=/g)?.length ?? 0;
      console.log(`${path.basename(source)}, ${opening}: ${found} formulas`);
      return found;
    })
    .reduce((sum, count) => sum + count, 0);
}

/** How many cells do not say in a spreadsheet what the file says. */
function changedCells(source: string, folder: string): number {
  const shown = parseCsv(
    convert({ source, folder, opening: "comma, English", to: "csv:Text - txt - csv (StarCalc):44,34,76,1" }),
  );
  const line = (text: string | undefined) => text?.replaceAll("\r\n", "\n");
  return names.filter((name, row) => line(shown[row]?.[1]) !== line(csvText(name))).length;
}

type Conversion = { source: string; folder: string; opening: Opening; to: string };

function convert({ source, folder, opening, to }: Conversion): string {
  const out = path.join(folder, "out");
  const { status, error, stderr } = spawnSync(
    "soffice",
    [
      "--headless",
      `-env:UserInstallation=file://${folder}/profile`,
      `--infilter=CSV:${openings[opening]}`,
      "--convert-to",
      to,
      "--outdir",
      out,
      source,
    ],
    { encoding: "utf8" },
  );
  if (error) throw new Error("LibreOffice is needed, for example by `apt-get install libreoffice-calc`.");
  if (status !== 0) throw new Error(`LibreOffice failed.\n${stderr}`);
  const file = path.join(out, `${path.basename(source, ".csv")}.${to.split(":")[0]}`);
  return readFileSync(file, "utf8");
}
