import { z } from "zod";

const flag = (fallback: "true" | "false") =>
  z
    .enum(["true", "false"])
    .default(fallback)
    .transform((value) => value === "true");
const list = z
  .string()
  .default("")
  .transform((value) => value.split(",").flatMap((part) => part.trim().toLowerCase() || []));

const schema = z
  .object({
    /** Where people reach the product; its host is the only one answered, but for ALLOWED_HOSTS. */
    AUTH_URL: z.url().transform((value) => new URL(value)),
    AUTH_SECRET: z.string().min(32, "must have at least 32 characters"),
    ALLOWED_HOSTS: list,
    /** How many reverse proxies stand in front and add to X-Forwarded-For. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    TWOFOLD_MODE: z.enum(["production", "demo", "test"]).default("production"),
    AUTH_LOCAL: z
      .enum(["on", "off"])
      .default("on")
      .transform((value) => value === "on"),
    AUTH_OIDC_ISSUER: z.url().optional(),
    AUTH_OIDC_ID: z.string().min(1).optional(),
    AUTH_OIDC_SECRET: z.string().min(1).optional(),
    AUTH_OIDC_NAME: z.string().min(1).optional(),
    /** Whether an address without `email_verified` counts as verified; `false` never does. */
    AUTH_OIDC_TRUST_EMAIL: flag("false"),
    SMTP_URL: z.url().optional(),
    MAIL_FROM: z.string().min(3).default("Twofold <twofold@localhost>"),
    /** Connections that each role's pool may hold. */
    DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(1000).default(10),
    /** `apart` when `npm run worker` runs the job queue. */
    TWOFOLD_JOBS: z.enum(["in-process", "apart"]).default("in-process"),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .check((context) => {
    const value = context.value;
    const refuse = (name: keyof typeof value, message: string) =>
      context.issues.push({ code: "custom", path: [name], message, input: value });
    const oidc = ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"] as const;
    const missing = oidc.filter((name) => value[name] === undefined);
    if (missing.length > 0 && missing.length < oidc.length) {
      for (const name of missing) refuse(name, "is missing: OIDC needs issuer, id and secret together");
    }
    if (value.TWOFOLD_MODE !== "production") return;
    if (missing.length > 0 && !(value.AUTH_LOCAL && value.SMTP_URL)) {
      refuse("SMTP_URL", "is needed for sign-in by e-mail, or configure OIDC: nobody could sign in");
    }
  });

export type Env = z.infer<typeof schema>;

/** Checks an environment; throws with the names of the variables that are wrong, never with their values. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable is an absent one: compose files and .env files write them so.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`The environment is not usable:\n${lines.join("\n")}`);
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
