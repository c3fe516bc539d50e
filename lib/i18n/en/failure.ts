/** What stands where a page failed. Apart from the other words, because these travel to every browser. */
export const failure = {
  title: "Something went wrong on our side",
  text: "Everything you saved before is kept. Try again; if it happens twice, tell your program admin and mention this reference.",
  reference: (code: string) => `Reference: ${code}`,
  retry: "Try again",
};
