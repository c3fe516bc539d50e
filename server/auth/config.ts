import NextAuth, { customFetch, type NextAuthConfig } from "next-auth";
import type { EmailConfig, OIDCConfig } from "next-auth/providers";
import { asAuth } from "@/db/client";
import { findBound, freeAddress } from "@/db/queries/sign-in";
import type { SignInMethod } from "@/lib/domain/sign-in-methods";
import { recordSignIn } from "../audit/record";
import { env, localSignInEnabled, oidcEnabled } from "../env";
import { logger } from "../logger";
import { adapterOf } from "./adapter";
import { admitByMail, admitByOidc, agreedClaims, oidcProvider } from "./admission";
import { providerCookies, sessionCookie, sessionDays } from "./cookies";
import { localPath } from "./local-path";
import { fetchProvider, storableSubject } from "./provider-fetch";
import { logRefusal, noteDebugLine, noteRefusal } from "./refusals";
import { newSessionToken } from "./secrets";

type Profile = { sub: string; name?: string; email?: string };

function oidc(): OIDCConfig<Profile> {
  const { AUTH_OIDC_ISSUER, AUTH_OIDC_ID, AUTH_OIDC_SECRET } = env();
  return {
    id: oidcProvider,
    name: oidcProvider,
    type: "oidc",
    issuer: AUTH_OIDC_ISSUER,
    [customFetch]: fetchProvider,
    clientId: AUTH_OIDC_ID,
    clientSecret: AUTH_OIDC_SECRET,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    // Some providers state the address in their user info only.
    idToken: false,
    // A subject is unique within its issuer only.
    profile: ({ sub, name, email }) => ({ id: `${AUTH_OIDC_ISSUER} ${storableSubject(sub)}`, name, email }),
    account: () => ({}),
    // `admitByOidc` has checked that the address is verified and that the person has no other identity.
    allowDangerousEmailAccountLinking: true,
  };
}

function email(): EmailConfig {
  return {
    id: "email",
    name: "email",
    type: "email",
    // Mail is asked for through `requestSignInMail`; next-auth only uses up what was mailed.
    sendVerificationRequest: () => {
      throw new Error("next-auth sends no mail here");
    },
  };
}

/** Built for each request, not at import: a build has no environment. A way that is not configured is left out. */
function config(): NextAuthConfig {
  // The weaker one, until the callback below has seen which it is.
  let method: SignInMethod = "email";
  return {
    adapter: adapterOf(() => method),
    secret: env().AUTH_SECRET,
    trustHost: true,
    session: {
      strategy: "database",
      maxAge: sessionDays * 86_400,
      generateSessionToken: newSessionToken,
    },
    cookies: { sessionToken: sessionCookie(), ...providerCookies() },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [...(oidcEnabled() ? [oidc()] : []), ...(localSignInEnabled() ? [email()] : [])],
    callbacks: {
      // The address to return to comes out of a cookie, which anybody can write: only one of this site counts.
      redirect: ({ url }) => new URL(localPath(url), env().AUTH_URL).href,
      async signIn({ account, profile }) {
        if (!account) return false;
        const { type, providerAccountId } = account;
        const admitted =
          type === "email"
            ? await admitByMail(providerAccountId)
            : await admitByOidc(providerAccountId, agreedClaims(profile ?? {}, account.id_token));
        if (type !== "email") method = oidcProvider;
        if (admitted === true) return true;
        noteRefusal(admitted);
        return false;
      },
    },
    events: {
      async signIn({ user, account }) {
        await asAuth(async (tx) => {
          const person = await findBound(tx, user.id ?? "");
          if (!person) throw new Error("a user without a person signed in");
          await freeAddress(tx, user.id ?? "");
          const detail = { method: account?.provider ?? "" };
          await recordSignIn(tx, person, { action: "session.opened", detail });
        });
      },
    },
    logger: {
      error: logRefusal,
      warn: (code) => logger.debug({ code }, "sign-in warning"),
      debug: noteDebugLine,
    },
  };
}

export const { handlers, signIn } = NextAuth(() => config());
