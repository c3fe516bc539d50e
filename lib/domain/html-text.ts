const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const markup = /[&<>"]/;

/** A text as HTML shows it, in an element or in an attribute between double quotes: none of its signs is markup. */
export const htmlText = (text: string): string =>
  markup.test(text) ? text.replace(/[&<>"]/g, (sign) => signs[sign]!) : text;
