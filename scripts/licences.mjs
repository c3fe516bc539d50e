// `npm run licences` lists the packages that the product runs with, and their licences, as tab-separated lines; with
// --check it says which packages, those of the development too, have a licence that is not on the list.
import { readFileSync } from "node:fs";
import path from "node:path";
import { knownLicence, licencesOf } from "./licences-rule.mjs";

const lock = path.join(path.dirname(import.meta.dirname), "package-lock.json");
const packages = licencesOf(JSON.parse(readFileSync(lock, "utf8")));

if (process.argv.includes("--check")) {
  const refused = packages.filter(({ allowed }) => !allowed);
  for (const { name, version, licence } of refused) {
    console.error(
      `${name} ${version}: ${licence ?? "no licence"} is not on the list in scripts/licences-rule.mjs`,
    );
  }
  process.exitCode = refused.length > 0 ? 1 : 0;
} else {
  for (const { name, version, licence } of packages.filter(({ dev }) => !dev)) {
    console.log(`${name}\t${version}\t${knownLicence(licence)}`);
  }
}
