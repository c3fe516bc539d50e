/**
 * How the reference begins under which a page failed because stored answers do not open. The page of the failure knows
 * nothing else of an error, so this tells it which words to show.
 */
export const unreadableReference = "unreadable-";
