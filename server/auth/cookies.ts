import { servedByHttps } from "../env";

/** A session ends for good after this, however much it was used. */
export const sessionDays = 14;
export const sessionEnd = () => new Date(Date.now() + sessionDays * 86_400_000);

const options = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: servedByHttps() });

/** The session's cookie; `__Host-` pins it to this host where the site is served by https. */
export const sessionCookie = () => ({
  name: servedByHttps() ? "__Host-twofold-session" : "twofold-session",
  options: options(),
});

/** Remembers, until the code was entered, which address it was asked for. */
export const addressCookie = () => ({ name: "twofold-address", options: { ...options(), maxAge: 600 } });
