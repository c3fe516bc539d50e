import { DAY_MS } from "@/lib/domain/days";
import { env, servedByHttps } from "../env";

/** A session ends for good after this, however much it was used. */
export const sessionDays = 14;
export const sessionEnd = () => new Date(Date.now() + sessionDays * DAY_MS);

const options = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: servedByHttps() });

/**
 * Cookies belong to a host name whatever the port, so the port is in the name: two installations on one machine keep
 * their own. `__Host-` pins a cookie to this host where the site is served by https.
 */
function cookieName(purpose: string): string {
  const { port } = env().AUTH_URL;
  const [prefix, usual] = servedByHttps() ? ["__Host-", "443"] : ["", "80"];
  return `${prefix}twofold-${purpose}-${port || usual}`;
}

export const sessionCookie = () => ({ name: cookieName("session"), options: options() });

/** Remembers, until the code was entered, which address it was asked for. */
export const addressCookie = () => ({ name: cookieName("address"), options: { ...options(), maxAge: 600 } });

/** Keeps what was typed as an address where it was refused, for the next look at the page. */
export const typedCookie = () => ({ name: cookieName("typed"), options: { ...options(), maxAge: 60 } });

/** Names the browser that a passkey was asked of, until it has answered. */
export const passkeyCookie = () => ({ name: cookieName("passkey"), options: { ...options(), maxAge: 300 } });

/** What next-auth keeps in the browser while somebody is at the provider. */
export function providerCookies() {
  const briefly = { ...options(), maxAge: 900 };
  return {
    state: { name: cookieName("state"), options: briefly },
    nonce: { name: cookieName("nonce"), options: briefly },
    pkceCodeVerifier: { name: cookieName("pkce"), options: briefly },
    callbackUrl: { name: cookieName("callback-url"), options: options() },
    csrfToken: { name: cookieName("csrf"), options: options() },
  };
}
