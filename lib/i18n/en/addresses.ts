import type { AddressFault } from "@/lib/domain/address";

/** What is wrong with an address, and where, with what to do. */
export const addresses = {
  address:
    "This is not an address we can send to. It reads like ada@company.example: check its ending, and unusual characters.",
  "address-hidden-before":
    "A character that cannot be seen is in this address before the at sign; it may come from a web page or a chat. Type that part anew.",
  "address-hidden-after":
    "A character that cannot be seen is in this address after the at sign; it may come from a web page or a chat. Type that part anew.",
  "address-end":
    "This address ends with a sign that belongs to no address, such as “;” or “.”. Take it away at the end.",
  "address-dots":
    "Before the at sign a dot is neither first nor last, and no two stand together. Take away the dot too many.",
  "address-query":
    "This is the link of an address with something after a question mark, such as a subject. Leave out the question mark and what follows it.",
  "address-several": "These are several addresses. Give one.",
} satisfies Record<AddressFault, string>;
