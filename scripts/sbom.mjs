// `npm run sbom` writes what the product is made of as CycloneDX, without what is for development alone.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { licencesOf } from "./licences-rule.mjs";
import { mendSbom } from "./sbom-rule.mjs";

const root = path.dirname(import.meta.dirname);
const read = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const wanted = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--omit", "dev"];

const list = JSON.parse(execFileSync("npm", wanted, { cwd: root, encoding: "utf8", maxBuffer: 1e9 }));
const { name, version } = read("package.json");
const licences = new Map(
  licencesOf(read("package-lock.json")).map((one) => [`${one.name}@${one.version}`, one.licence]),
);
console.log(JSON.stringify(mendSbom(list, { name, version, licences }), null, 2));
