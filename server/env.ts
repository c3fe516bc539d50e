import { z } from "zod";
import {
  count,
  databaseUrl,
  hosts,
  isDecodable,
  isEncryptedOrLocal,
  isIssuer,
  isNoDirectory,
  isReadableFile,
  isWritableFile,
  mailServer,
  masterKey,
  onOff,
  readUrl,
  sender,
  site,
  someText,
  urlWithHost,
} from "./env-shapes";

/** What is said of a variable that is wrong. The value of a secret is never repeated. */
type Help = { wants: string; example: string; secret?: true };

/** Where the ledger of erasures is unless the environment says otherwise. */
export const defaultLedger = ".twofold/erasures.jsonl";

const schema = z.object({
  /** Where people reach the product: links, redirects, cookies and the hosts that are answered follow from it. */
  AUTH_URL: site,
  AUTH_SECRET: z.string().min(32),
  /** Wraps the organizations' data keys; db/encryption/master-key reads both. */
  TWOFOLD_MASTER_KEY: masterKey,
  /** The master key before, while data keys are wrapped anew. */
  TWOFOLD_MASTER_KEY_PREVIOUS: masterKey.optional(),
  ALLOWED_HOSTS: hosts.default([]),
  /** How many reverse proxies stand in front and add to X-Forwarded-For. */
  TRUSTED_PROXIES: count(0, 5).default(0),
  TWOFOLD_MODE: z.enum(["production", "demo", "test"]).default("production"),
  AUTH_LOCAL: onOff(["on", "off"], true),
  AUTH_OIDC_ISSUER: urlWithHost("http:", "https:").refine(isEncryptedOrLocal).refine(isIssuer).optional(),
  AUTH_OIDC_ID: someText,
  AUTH_OIDC_SECRET: someText,
  AUTH_OIDC_NAME: someText,
  /** Whether an address without `email_verified` counts as verified; `false` never does. */
  AUTH_OIDC_TRUST_EMAIL: onOff(["true", "false"], false),
  // The server's certificate is always verified; one of an own authority is trusted by SMTP_CA_FILE.
  SMTP_URL: urlWithHost("smtp:", "smtps:")
    .regex(mailServer)
    .refine((text) => !/rejectUnauthorized/i.test(readUrl(text)?.search ?? "") && isDecodable(text))
    .optional(),
  SMTP_CA_FILE: z.string().refine(isReadableFile).optional(),
  MAIL_FROM: sender.default("Twofold <twofold@localhost>"),
  DATABASE_URL: databaseUrl,
  /** The same role on a streaming standby, which published rows are read from (`db/standby`). */
  DATABASE_URL_READ: databaseUrl,
  DATABASE_URL_AUTH: databaseUrl,
  DATABASE_URL_PUBLISHER: databaseUrl,
  DATABASE_URL_WORKER: databaseUrl,
  DATABASE_POOL_SIZE: count(1, 200).default(10),
  /** How many requests a process works at; more are told to come again (`server/http/load`). */
  REQUESTS_AT_ONCE: count(4, 10_000).default(24),
  /** `apart` when `npm run worker` runs the job queue. */
  TWOFOLD_JOBS: z.enum(["in-process", "apart"]).default("in-process"),
  /** For how long the port stays open after the process was asked to end and is not ready any more. */
  STOP_GRACE_SECONDS: count(0, 60).default(0),
  /** What Prometheus sends as a bearer token to read /api/metrics; without it nothing is there. */
  METRICS_TOKEN: z
    .string()
    .min(32)
    .max(500)
    .regex(/^[\x21-\x7e]+$/)
    .optional(),
  /** `stdout`, or a file that sealed rows of the audit log are appended to. */
  AUDIT_STREAM: z
    .string()
    .refine((target) => target === "stdout" || isWritableFile(target))
    .optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** The file that says who was erased; all processes of an installation share it. */
  TWOFOLD_ERASURE_LEDGER: z.string().trim().min(1).max(500).refine(isNoDirectory).default(defaultLedger),
  /** A file with one more version of the questions; only a test installation reads it. */
  TWOFOLD_TEST_QUESTIONS: someText,
});

export type Env = z.infer<typeof schema>;
type Name = keyof Env;

const databaseHelp = (role: string): Help => ({
  wants: "the URL of a PostgreSQL database, with %23 for # and so on in its password",
  example: `postgres://${role}:PASSWORD@localhost:5432/twofold`,
  secret: true,
});

const help: Record<Name, Help> = {
  AUTH_URL: {
    wants: "the public address with http:// or https://, as people type it, without a path",
    example: "https://twofold.example.com",
  },
  AUTH_SECRET: {
    wants: "at least 32 characters long",
    example: "the output of `openssl rand -base64 32`",
    secret: true,
  },
  TWOFOLD_MASTER_KEY: {
    wants: "32 bytes in base64",
    example: "the output of `openssl rand -base64 32`",
    secret: true,
  },
  TWOFOLD_MASTER_KEY_PREVIOUS: {
    wants: "the master key before, 32 bytes in base64",
    example: "the output of `openssl rand -base64 32`",
    secret: true,
  },
  ALLOWED_HOSTS: { wants: "host names separated by commas", example: "twofold.internal,10.0.0.7:3000" },
  TRUSTED_PROXIES: { wants: "a number from 0 to 5", example: "1" },
  TWOFOLD_MODE: { wants: "production, demo or test", example: "production" },
  AUTH_LOCAL: { wants: "on or off", example: "on" },
  AUTH_OIDC_ISSUER: {
    wants:
      "the provider's issuer as the provider writes it, an https address (http on this machine only) without ?, # and /.well-known/…",
    example: "https://id.example.com",
  },
  AUTH_OIDC_ID: { wants: "the client id from the provider", example: "twofold" },
  AUTH_OIDC_SECRET: { wants: "the client secret from the provider", example: "SECRET", secret: true },
  AUTH_OIDC_NAME: { wants: "the provider's name", example: "Example ID" },
  AUTH_OIDC_TRUST_EMAIL: { wants: "true or false", example: "false" },
  SMTP_URL: {
    wants: "the mail server as smtp:// or smtps://, with %23 for # and so on in its password",
    example: "smtp://user:password@mail.example.com:587",
    secret: true,
  },
  SMTP_CA_FILE: {
    wants: "a file with the certificates that the mail server's is signed by, in PEM",
    example: "/etc/ssl/certs/company-ca.pem",
  },
  MAIL_FROM: { wants: "an address, with a name if you like", example: "Twofold <twofold@example.com>" },
  DATABASE_URL: databaseHelp("twofold_app"),
  DATABASE_URL_READ: databaseHelp("twofold_app"),
  DATABASE_URL_AUTH: databaseHelp("twofold_auth"),
  DATABASE_URL_PUBLISHER: databaseHelp("twofold_publisher"),
  DATABASE_URL_WORKER: databaseHelp("twofold_worker"),
  DATABASE_POOL_SIZE: { wants: "a number from 1 to 200", example: "10" },
  REQUESTS_AT_ONCE: { wants: "a number from 4 to 10000", example: "24" },
  TWOFOLD_JOBS: { wants: "in-process or apart", example: "in-process" },
  TWOFOLD_ERASURE_LEDGER: {
    wants: "a file outside the database's own that the server may read and write, not a directory",
    example: "/srv/twofold/erasures.jsonl",
  },
  TWOFOLD_TEST_QUESTIONS: {
    wants: "a file with a version of the questions, in a test installation",
    example: "testkit/instrument-1.1.0.json",
  },
  STOP_GRACE_SECONDS: { wants: "a number from 0 to 60", example: "5" },
  METRICS_TOKEN: {
    wants: "at least 32 letters, digits and signs without spaces",
    example: "the output of `openssl rand -base64 32`",
    secret: true,
  },
  AUDIT_STREAM: {
    wants: "stdout, or the path of a file that can be written, from the root on",
    example: "/var/log/twofold/audit.jsonl",
  },
  LOG_LEVEL: { wants: "debug, info, warn, error or silent", example: "info" },
};

type Source = Record<string, string | undefined>;

/** A URL without the name and password that somebody wrote into it. */
const withoutUser = (text: string) => text.replace(/\/\/.*@/s, "//…@");

function wrong(name: Name, source: Source): string {
  const { wants, example, secret } = help[name];
  const value = source[name];
  const is =
    value === undefined
      ? "is not set"
      : secret
        ? "is not usable"
        : `is "${withoutUser(value).slice(0, 200)}"`;
  return `${name} ${is}: it must be ${wants}, for example ${example}`;
}

const userOf = (url: string) => new URL(url).username;

/** What each variable may be alone, and together they may not. */
function contradictions(env: Env): string[] {
  const found: string[] = [];
  const oidc = ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"] as const;
  const missing = oidc.filter((name) => env[name] === undefined);
  if (missing.length > 0 && missing.length < oidc.length) {
    found.push(...missing.map((name) => `${name} is missing: OIDC needs issuer, id and secret together`));
  }
  const { DATABASE_URL, DATABASE_URL_READ } = env;
  if (DATABASE_URL && DATABASE_URL_READ && userOf(DATABASE_URL) !== userOf(DATABASE_URL_READ)) {
    found.push("DATABASE_URL_READ must name the same user as DATABASE_URL: a standby has the same roles");
  }
  if (env.TWOFOLD_MODE !== "production") return found;
  if (missing.length > 0 && !env.AUTH_LOCAL) {
    found.push(
      "AUTH_LOCAL is off and OIDC is not configured: nobody could sign in. Configure OIDC, or leave it on",
    );
  } else if (missing.length > 0 && !env.SMTP_URL) {
    const { example } = help.SMTP_URL;
    found.push(
      `SMTP_URL is needed for sign-in by e-mail, or configure OIDC: nobody could sign in. For example ${example}`,
    );
  }
  return found;
}

const refuse = (lines: readonly string[]): never => {
  throw new Error(`The settings cannot be used:\n${lines.map((line) => `  ${line}`).join("\n")}`);
};

/** Checks an environment; throws with each variable that is wrong, its value unless it is secret, and an example. */
export function parseEnv(source: Source): Env {
  // An empty variable is an absent one: compose files and .env files write them so.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => issue.path[0] as Name));
    return refuse([...names].map((name) => wrong(name, given)));
  }
  const found = contradictions(parsed.data);
  return found.length > 0 ? refuse(found) : parsed.data;
}

/**
 * Checks what an operator set, before a launcher starts anything: the address and the secrets that it would find out by
 * itself stand in where they are missing. Throws as `parseEnv` does.
 */
export function checkGiven(source: Source): void {
  const filled = Object.entries(source).filter(([, value]) => value !== "");
  const key = Buffer.alloc(32).toString("base64");
  const found = { AUTH_URL: "http://localhost", AUTH_SECRET: key, TWOFOLD_MASTER_KEY: key };
  parseEnv({ ...found, ...Object.fromEntries(filled) });
}

/** Checks that the databases are named that a process connects to: publisher and worker only where it runs jobs. */
export function assertDatabaseUrls(source: Source, runsJobs: boolean): void {
  const urls = parseEnv(source);
  const needed: Name[] = ["DATABASE_URL", "DATABASE_URL_AUTH"];
  if (runsJobs) needed.push("DATABASE_URL_PUBLISHER", "DATABASE_URL_WORKER");
  const missing = needed.filter((name) => urls[name] === undefined);
  if (missing.length > 0) refuse(missing.map((name) => wrong(name, {})));
}

let checked: Env | undefined;

/** The environment, checked at its first use: a build has none. */
export function env(): Env {
  checked ??= parseEnv(process.env);
  return checked;
}

/** OIDC is on when it is configured. */
export const oidcEnabled = () => env().AUTH_OIDC_ISSUER !== undefined;
/** Sign-in by e-mail needs a way to send one. */
export const localSignInEnabled = () => env().AUTH_LOCAL && env().SMTP_URL !== undefined;
export const servedByHttps = () => env().AUTH_URL.protocol === "https:";
