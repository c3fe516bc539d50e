import { env, localSignInEnabled, oidcEnabled } from "../env";
import { passkeysEnabled } from "./relying-party";

/** How one can sign in on this installation. */
export type SignInWays = { mail: boolean; passkey: boolean; provider?: { name?: string } };

export function loadSignInWays(): SignInWays {
  return {
    mail: localSignInEnabled(),
    passkey: passkeysEnabled(),
    provider: oidcEnabled() ? { name: env().AUTH_OIDC_NAME } : undefined,
  };
}
