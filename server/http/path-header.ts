/** Carries the address that is being rendered from `proxy.ts` to the pages; whatever a client sends is replaced. */
export const pathHeader = "x-twofold-path";
