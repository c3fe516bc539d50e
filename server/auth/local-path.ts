export const homePath = "/home";

/** Where to go after signing in: a path of this site, else home. */
export function localPath(input: unknown): string {
  if (typeof input !== "string" || input.length > 500) return homePath;
  // A second slash or a backslash would make it another host.
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(input) && !input.includes("\\") ? input : homePath;
}
