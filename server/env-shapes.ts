import { accessSync, constants, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

// What the value of a setting may look like; server/env says which setting has which shape.

export const onOff = (words: readonly [string, string], fallback: boolean) =>
  z
    .enum(words)
    .transform((value) => value === words[0])
    .default(fallback);

export const readUrl = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);
const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => protocols.includes(readUrl(text)?.protocol ?? ""), { abort: true });
export const urlWithHost = (...protocols: readonly string[]) =>
  url(...protocols).refine((text) => readUrl(text)?.hostname, { abort: true });

/** What a provider says of a person is believed because its certificate is checked: without one, on this machine only. */
export const isEncryptedOrLocal = (text: string) =>
  new URL(text).protocol === "https:" ||
  /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(text).hostname);

/** A provider's own name for itself: nothing follows its path, which is not yet that of a document below it. */
export const isIssuer = (text: string) =>
  !/[?#]|\/\.well-known(?:\/|$)/.test(text) && !readUrl(text)?.username;

/** Whether everything percent-encoded in a text can be decoded; a library that reads it would end the process else. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const label = "[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?";
/** A name or an address that a browser can ask for: no pattern, and not "every address of this machine". */
const hostName = new RegExp(`^(?!0\\.0\\.0\\.0$|\\[::\\]$)(?:${label}(?:\\.${label})*|\\[[0-9a-f:.]+\\])$`);

/** An address of a site as a whole: Twofold is not served below a path. */
export const site = urlWithHost("http:", "https:")
  .transform((text) => new URL(text))
  .refine(({ pathname, search, hash, username }) => pathname === "/" && search + hash + username === "")
  .refine(({ hostname, port }) => hostName.test(hostname) && port !== "0");

/** Host names with their port where it is not the usual one. */
export const hosts = z
  .string()
  .transform((value) => value.split(",").flatMap((part) => part.trim().toLowerCase() || []))
  .refine((names) =>
    names.every((name) => {
      const { host = "", port = "1" } = /^(?<host>.+?)(?::(?<port>\d{1,5}))?$/.exec(name)?.groups ?? {};
      return hostName.test(host) && Number(port) >= 1 && Number(port) <= 65_535;
    }),
  );

/** User, password and host as every library reads them: what else a password may hold is percent-encoded. */
export const mailServer =
  /^smtps?:\/\/(?:[^@/?#:]*(?::[^@/?#:]*)?@)?(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?\/?(?:\?[^#]*)?$/i;

export function isReadableFile(path: string): boolean {
  try {
    return readFileSync(path, "utf8").includes("-----BEGIN CERTIFICATE-----");
  } catch {
    return false;
  }
}

/** A file that can be appended to, or made in a folder that is there. */
export function isWritableFile(target: string): boolean {
  try {
    const there = statSync(target, { throwIfNoEntry: false });
    accessSync(there ? target : path.dirname(target), constants.W_OK);
    return path.isAbsolute(target) && !there?.isDirectory();
  } catch {
    return false;
  }
}

/** A file, or nothing yet, where this account may look. */
export function isNoDirectory(file: string): boolean {
  try {
    return !statSync(file).isDirectory();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT";
  }
}

export const sender = z.string().regex(/^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/);
export const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
export const databaseUrl = url("postgres:", "postgresql:")
  .refine((text) => !text.includes("#") && isDecodable(text))
  .optional();
export const someText = z.string().trim().min(1).max(500).optional();

/** 32 bytes in base64. */
export const masterKey = z.base64().length(44);
