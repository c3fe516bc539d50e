/**
 * Prefix of the log reference of a failure whose cause is that stored answers cannot be decrypted. The error page gets
 * nothing but the reference, and chooses its words by this prefix.
 */
export const unreadableReference = "unreadable-";
