import { describe, expect, it } from "vitest";
import { assertDatabaseUrls, checkGiven, parseEnv } from "./env";

const good = {
  AUTH_URL: "https://twofold.example.com",
  AUTH_SECRET: "x".repeat(32),
  TWOFOLD_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
  SMTP_URL: "smtp://localhost",
};

describe("environment", () => {
  it("accepts the least that production needs", () => {
    const env = parseEnv(good);
    expect(env.TWOFOLD_MODE).toBe("production");
    expect(env.AUTH_LOCAL).toBe(true);
    expect(env.AUTH_OIDC_TRUST_EMAIL).toBe(false);
    expect(env.DATABASE_POOL_SIZE).toBe(10);
  });

  it.each([
    ["AUTH_URL", "https://twofold.example.com:8443/"],
    ["AUTH_URL", "http://[::1]:3000"],
    ["AUTH_URL", "HTTPS://Twofold.Example.COM/"],
    ["AUTH_URL", "https://zweifach.bücher.example"],
    ["ALLOWED_HOSTS", "twofold_app:65535"],
    ["SMTP_URL", "smtp://mail.example.com:587/?requireTLS=true"],
    ["ALLOWED_HOSTS", " Twofold.Internal, 10.0.0.7:3000 ,[::1]:3000"],
    ["MAIL_FROM", "twofold@example.com"],
    ["MAIL_FROM", '"Duos, Inc." <twofold@localhost>'],
    ["SMTP_URL", "smtps://user:pass%40word@mail.example.com:465"],
    ["DATABASE_URL", "postgresql:///twofold?host=/run/postgresql"],
  ])("takes %s=%s", (name, value) => {
    expect(() => parseEnv({ ...good, [name]: value })).not.toThrow();
  });

  it.each([
    ["AUTH_URL", "localhost:3310"],
    ["AUTH_URL", "twofold.example.com"],
    ["AUTH_URL", "https://example.com/twofold"],
    ["AUTH_URL", "https://example.com/?x=1"],
    ["AUTH_URL", "ftp://example.com"],
    ["AUTH_URL", "https://"],
    ["AUTH_URL", "http://example.com:99999"],
    ["AUTH_URL", "https://*.example.com"],
    ["AUTH_URL", "https://example.com:0"],
    ["AUTH_URL", "http://0.0.0.0:3000"],
    ["AUTH_URL", "http://[::]:3000"],
    ["AUTH_URL", "https://a_b..example"],
    ["ALLOWED_HOSTS", "other.example.com:99999"],
    ["ALLOWED_HOSTS", "0.0.0.0:3000"],
    ["ALLOWED_HOSTS", "a..b"],
    ["ALLOWED_HOSTS", "https://other.example.com"],
    ["ALLOWED_HOSTS", "other.example.com/x"],
    ["ALLOWED_HOSTS", "*.example.com"],
    ["TRUSTED_PROXIES", "yes"],
    ["TRUSTED_PROXIES", "-1"],
    ["TRUSTED_PROXIES", "1.5"],
    ["TWOFOLD_MODE", "staging"],
    ["AUTH_LOCAL", "true"],
    ["AUTH_OIDC_ISSUER", "id.example.com"],
    ["AUTH_OIDC_ISSUER", "http://id.example.com"],
    ["AUTH_OIDC_ISSUER", "https://id.example.com/?tenant=1"],
    ["AUTH_OIDC_ISSUER", "https://id.example.com/#x"],
    ["AUTH_OIDC_ISSUER", "https://id.example.com?"],
    ["AUTH_OIDC_ISSUER", "https://id.example.com/a/.well-known/openid-configuration"],
    ["AUTH_OIDC_ISSUER", "https://id.example.com/.well-known"],
    ["TWOFOLD_ERASURE_LEDGER", "/dev/null/erasures.jsonl"],
    ["AUTH_OIDC_TRUST_EMAIL", "1"],
    ["MAIL_FROM", "Twofold"],
    ["MAIL_FROM", "Twofold <twofold>"],
    ["DATABASE_POOL_SIZE", "many"],
    ["DATABASE_POOL_SIZE", "0"],
    ["REQUESTS_AT_ONCE", "3"],
    ["TWOFOLD_JOBS", "elsewhere"],
    ["LOG_LEVEL", "verbose"],
    ["STOP_GRACE_SECONDS", "soon"],
    ["AUDIT_STREAM", "stderr"],
    ["AUDIT_STREAM", "audit.jsonl"],
    ["AUDIT_STREAM", "/no such folder/audit.jsonl"],
    ["AUDIT_STREAM", "/tmp"],
  ])("refuses %s=%s with the variable, the value and an example", (name, value) => {
    const said = new RegExp(`${name} is "${value.replace(/[.*+?^$()[\]]/g, "\\$&")}": .+, for example \\S+`);
    expect(() => parseEnv({ ...good, [name]: value })).toThrow(said);
  });

  it.each([
    ["AUTH_SECRET", "hunter2-hunter2"],
    ["SMTP_URL", "mail.example.com:hunter2"],
    ["SMTP_URL", "https://user:hunter2@mail.example.com"],
    ["SMTP_URL", "smtp://user:hunter2#x@mail.example.com"],
    ["SMTP_URL", "smtp://user:hunter2@x@mail.example.com"],
    ["SMTP_URL", "smtp://user:hunter2/x@mail.example.com"],
    ["SMTP_URL", "smtp://user:hunter2%zz@mail.example.com"],
    ["SMTP_URL", "smtp://user:hunter2%ff@mail.example.com"],
    ["SMTP_URL", "smtp://mail.example.com/?name=hunter2%"],
    ["DATABASE_URL", "postgres://app:hunter2#x@localhost/twofold"],
    ["DATABASE_URL", "postgres://app:hunter2%zz@localhost/twofold"],
    ["DATABASE_URL", "mysql://app:hunter2@localhost/twofold"],
    ["DATABASE_URL_WORKER", "app:hunter2@localhost"],
    ["DATABASE_URL_READ", "postgres://app:hunter2#x@localhost/twofold"],
    ["METRICS_TOKEN", "hunter2"],
  ])("refuses %s=%s and never repeats it", (name, value) => {
    const attempt = () => parseEnv({ ...good, [name]: value });
    expect(attempt).toThrow(new RegExp(`${name} is not usable: .+, for example`));
    expect(attempt).not.toThrow(/hunter2/);
  });

  it("repeats of an address no password that was written into it", () => {
    const attempt = () => parseEnv({ ...good, AUTH_URL: "https://ada:hunter2@example.com" });
    expect(attempt).toThrow(/AUTH_URL is "https:\/\/…@example.com": /);
    expect(attempt).not.toThrow(/hunter2|ada/);
  });

  it("wants the same user on a standby, and repeats no password", () => {
    const urls = (user: string) => ({
      ...good,
      DATABASE_URL: "postgres://twofold_app:hunter2@a/twofold",
      DATABASE_URL_READ: `postgres://${user}:hunter2@b/twofold`,
    });
    expect(() => parseEnv(urls("twofold_app"))).not.toThrow();
    const attempt = () => parseEnv(urls("postgres"));
    expect(attempt).toThrow(/DATABASE_URL_READ must name the same user as DATABASE_URL/);
    expect(attempt).not.toThrow(/hunter2/);
  });

  it("checks what is given before the rest is found out", () => {
    expect(() => checkGiven({ SMTP_URL: good.SMTP_URL, AUTH_URL: "" })).not.toThrow();
    expect(() => checkGiven({ SMTP_URL: good.SMTP_URL, LOG_LEVEL: "loud" })).toThrow(/LOG_LEVEL is "loud"/);
    expect(() => checkGiven({})).toThrow(/nobody could sign in/);
  });

  it("names every variable that is wrong at once, and one that is missing", () => {
    expect(() => parseEnv({ ...good, AUTH_URL: undefined, LOG_LEVEL: "loud" })).toThrow(
      /AUTH_URL is not set.*\n.*LOG_LEVEL is "loud"/,
    );
  });

  it("wants OIDC whole or not at all, and takes an empty variable for an absent one", () => {
    expect(() => parseEnv({ ...good, AUTH_OIDC_ISSUER: "https://id.example.com" })).toThrow(/AUTH_OIDC_ID/);
    expect(parseEnv({ ...good, AUTH_OIDC_ISSUER: "" }).AUTH_OIDC_ISSUER).toBeUndefined();
    expect(parseEnv({ ...good, DATABASE_POOL_SIZE: "" }).DATABASE_POOL_SIZE).toBe(10);
  });

  it("refuses a production in which nobody could sign in", () => {
    expect(() => parseEnv({ ...good, SMTP_URL: undefined })).toThrow(/nobody could sign in/);
    expect(() => parseEnv({ ...good, AUTH_LOCAL: "off" })).toThrow(/AUTH_LOCAL is off.*nobody could/);
    const oidc = { AUTH_OIDC_ISSUER: "https://id.example.com", AUTH_OIDC_ID: "a", AUTH_OIDC_SECRET: "b" };
    expect(parseEnv({ ...good, ...oidc, SMTP_URL: undefined }).AUTH_OIDC_ID).toBe("a");
  });
});

describe("the databases of a process", () => {
  const own = { ...good, DATABASE_URL: "postgres://a@h/d", DATABASE_URL_AUTH: "postgres://b@h/d" };

  it("are four where jobs run", () => {
    const attempt = () => assertDatabaseUrls(own, true);
    expect(attempt).toThrow(/DATABASE_URL_PUBLISHER is not set.*\n.*DATABASE_URL_WORKER/);
    const all = { DATABASE_URL_PUBLISHER: "postgres://c@h/d", DATABASE_URL_WORKER: "postgres://d@h/d" };
    expect(() => assertDatabaseUrls({ ...own, ...all }, true)).not.toThrow();
  });

  it("are two where they do not", () => {
    expect(() => assertDatabaseUrls(own, false)).not.toThrow();
    expect(() => assertDatabaseUrls(good, false)).toThrow(/DATABASE_URL is not set/);
  });
});
