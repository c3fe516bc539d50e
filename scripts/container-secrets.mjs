// Makes the passwords of an installation in containers once: one file for each service, in a volume that only it gets.
// What the environment sets is taken; a file that is there stays as it is. Node's own modules only.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const roles = ["app", "auth", "publisher", "worker", "migrate"];
const folder = process.argv[2] ?? "/secrets";

/** A value that somebody set, or a new one. */
function given(name, made) {
  const value = process.env[name];
  if (!value) return made();
  // A shell and Node both read the files, and agree on everything but this.
  if (/['\n]/.test(value)) throw new Error(`${name} must not have a quote or a line break in it.`);
  return value;
}

const password = () => randomBytes(24).toString("hex");
const secret = () => randomBytes(32).toString("base64");

const passwords = Object.fromEntries(
  ["POSTGRES", ...roles.map((role) => `TWOFOLD_${role.toUpperCase()}`)].map((name) => [
    `${name}_PASSWORD`,
    given(`${name}_PASSWORD`, password),
  ]),
);
const keys = { TWOFOLD_MASTER_KEY: given("TWOFOLD_MASTER_KEY", secret) };
const urlOf = (role) =>
  `postgres://twofold_${role}:${encodeURIComponent(passwords[`TWOFOLD_${role.toUpperCase()}_PASSWORD`])}@database:5432/twofold`;
const urls = Object.fromEntries(
  roles.map((role) => [role === "app" ? "DATABASE_URL" : `DATABASE_URL_${role.toUpperCase()}`, urlOf(role)]),
);
const { DATABASE_URL_MIGRATE: _, ...ofTheApp } = urls;

const files = {
  database: passwords,
  // Never the owner's: the app connects under roles that policies bind.
  app: { ...ofTheApp, ...keys, AUTH_SECRET: given("AUTH_SECRET", secret) },
  commands: {
    ...urls,
    ...keys,
    DATABASE_URL_ADMIN: `postgres://postgres:${encodeURIComponent(passwords.POSTGRES_PASSWORD)}@database:5432/postgres`,
  },
};

const present = Object.keys(files).filter((name) => existsSync(path.join(folder, name, "env")));
if (present.length > 0 && present.length < Object.keys(files).length) {
  throw new Error(
    `Some of the secrets are there and some are not (${present.join(", ")}): the passwords would not fit each other. Put the missing volume back.`,
  );
}
if (present.length === 0) {
  for (const [name, values] of Object.entries(files)) {
    const file = path.join(folder, name, "env");
    const lines = Object.entries(values).map(([key, value]) => `${key}='${value}'\n`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, lines.join(""), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }
  console.log("Made the passwords and the master key. Keep the master key: README says how.");
}
