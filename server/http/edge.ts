import { env, servedByHttps } from "../env";

/** Scripts run by nonce only. A form may lead to the identity provider, whose address a redirect reveals. */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const { AUTH_OIDC_ISSUER } = env();
  const provider = AUTH_OIDC_ISSUER ? ` ${new URL(AUTH_OIDC_ISSUER).origin}` : "";
  const rules = [
    "default-src 'self'",
    // React's development build rebuilds server stacks with eval.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Positions in charts are style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${provider}`,
    "frame-ancestors 'none'",
  ];
  return (servedByHttps() ? [...rules, "upgrade-insecure-requests"] : rules).join("; ");
}

/** Headers of every answer that do not depend on the request. */
export function securityHeaders(): Record<string, string> {
  return {
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(servedByHttps() && { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
  };
}
