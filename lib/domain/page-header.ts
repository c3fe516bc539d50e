/** The header in which a request from a page names, by a signed token, the person whom the page was made for. */
export const pageHeader = "x-twofold-page";
