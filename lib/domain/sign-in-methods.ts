/**
 * By what a session can be opened: a mailed link or code, the company's account, a passkey, a persona of the demo, the
 * set-up's link.
 */
export const signInMethods = ["email", "oidc", "passkey", "persona", "setup-link"] as const;
export type SignInMethod = (typeof signInMethods)[number];
