import { env, localSignInEnabled, oidcEnabled } from "../env";

/** How one can sign in on this installation. */
export type SignInWays = { mail: boolean; provider?: { name?: string } };

export function loadSignInWays(): SignInWays {
  return {
    mail: localSignInEnabled(),
    provider: oidcEnabled() ? { name: env().AUTH_OIDC_NAME } : undefined,
  };
}
