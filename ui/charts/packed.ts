/** Figures as one text. */
export type Packed<T> = string & { readonly figures?: T };

/**
 * Figures for a component of the client as one text: the framework writes, reads and checks each value of a page on its
 * own, once for the HTML and once for the browser, and a drawing has hundreds.
 */
export const pack = <T>(figures: T) => JSON.stringify(figures) as Packed<T>;

export const unpack = <T>(text: Packed<T>) => JSON.parse(text) as T;
