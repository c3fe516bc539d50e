import { readdirSync } from "node:fs";
import path from "node:path";

export const folder = path.relative(process.cwd(), import.meta.dirname);

/** The master key of the tests, with which the data keys in the dumps are wrapped. */
export const masterKey = Buffer.alloc(32, "test").toString("base64");

/** The dumps, oldest first, each named after the newest migration of its release. */
export const dumps = (): string[] =>
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".backup"))
    .sort();
