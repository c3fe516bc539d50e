/** Passkeys of one person at most: devices that are still in use, and some more. */
export const MOST_PASSKEYS = 20;
/** Signs that the name of a passkey may have. */
export const PASSKEY_NAME_MOST = 60;

/** A passkey as its person sees it. `lastUsedAt` is null until it signs somebody in. */
export type OwnPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };
