import { isIP } from "node:net";
import { env, localSignInEnabled, servedByHttps } from "../env";

/**
 * Whether people can sign in with passkeys: beside mail, which replaces a lost one, and at an address that browsers make
 * passkeys for, which is a name (no IP address) served by https, or localhost.
 */
export function passkeysEnabled(): boolean {
  const { hostname } = env().AUTH_URL;
  const isName = isIP(hostname.replace(/^\[|\]$/g, "")) === 0;
  return localSignInEnabled() && isName && (servedByHttps() || hostname === "localhost");
}

/** Whom passkeys are made for: the site of AUTH_URL, whatever address a request came by. */
export const relyingParty = () => ({ id: env().AUTH_URL.hostname, origin: env().AUTH_URL.origin });
