/** Carries the address that is being rendered from `proxy.ts` to the pages; whatever a client sends is replaced. */
export const pathHeader = "x-twofold-path";

/** No page has this address: a request for an address that cannot be read is answered by the product's own 404 page. */
export const unreadablePath = "/no-such-address";
