/** The header in which a request from a page names, by a signed token, the person whom the page was made for. */
export const pageHeader = "x-twofold-page";

/** The field of a form in which its page names the same. */
export const pageField = "page";
