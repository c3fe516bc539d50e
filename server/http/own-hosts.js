// Plain JavaScript, because next.config.js reads it too, before anything is compiled.

const hostPattern = /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * A host in the one spelling it is compared in, with the usual port of its protocol left out; undefined for what is
 * no host.
 * @param {string} protocol "http:" or "https:"
 * @param {string} host "example.com", "example.com:8443" or "[::1]:3000"
 * @returns {string | undefined}
 */
export function normalHost(protocol, host) {
  const address = `${protocol}//${host}`;
  return hostPattern.test(host) && URL.canParse(address) ? new URL(address).host : undefined;
}

/**
 * Everything that is this installation's own, derived in this one place from AUTH_URL and ALLOWED_HOSTS. `served` are
 * the hosts that are answered, AUTH_URL's also without its port, which some proxies leave out. `origins` are the sites
 * whose pages may ask for changes, `originHosts` the same as Next wants them: without a protocol.
 * @param {URL} authUrl
 * @param {readonly string[]} allowedHosts
 */
export function ownHosts(authUrl, allowedHosts) {
  const further = ["http:", "https:"].flatMap((protocol) =>
    allowedHosts.flatMap((name) => {
      const host = normalHost(protocol, name);
      return host ? [{ host, origin: `${protocol}//${host}` }] : [];
    }),
  );
  return {
    served: new Set([authUrl.host, authUrl.hostname, ...further.map(({ host }) => host)]),
    origins: new Set([authUrl.origin, ...further.map(({ origin }) => origin)]),
    originHosts: [...new Set([authUrl.host, ...further.map(({ host }) => host)])],
  };
}

/**
 * The same for a process's environment; nothing where AUTH_URL is not set, as in a build.
 * @param {Record<string, string | undefined>} environment
 * @returns {string[]}
 */
export function allowedOrigins({ AUTH_URL, ALLOWED_HOSTS }) {
  if (!AUTH_URL || !URL.canParse(AUTH_URL)) return [];
  const names = (ALLOWED_HOSTS ?? "").split(",").map((name) => name.trim());
  return ownHosts(new URL(AUTH_URL), names).originHosts;
}
