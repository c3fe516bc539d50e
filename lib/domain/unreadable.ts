/**
 * Prefix of the log reference of a failure whose cause is that stored answers cannot be decrypted. The error page gets
 * nothing but the reference, and chooses its words by this prefix.
 */
export const unreadableReference = "unreadable-";

/** What is encrypted on its own of a duo's page: where one cannot be decrypted the others still can. */
export type SealedPart = "answers" | "guesses" | "trust" | "comments" | "points" | "moments" | "commitments";

/** The parts that cannot be decrypted, each with its reference in the log. */
export type UnreadableParts = Readonly<Partial<Record<SealedPart, string>>>;
