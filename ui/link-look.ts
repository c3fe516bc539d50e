/** The look of a link beside text, also of one that the router does not follow. */
export const linkBesideText = "text-accent font-medium hover:underline print:hidden";
