/** Why an answer is not accepted; the dictionary has a text for each code. */
export const messageCodes = [
  "required",
  "not-an-option",
  "choices",
  "points",
  "step",
  "total",
  "unknown-item",
  "too-long",
  "unreadable",
] as const;
export type MessageCode = (typeof messageCodes)[number];

/** The first reason for each answer that is not accepted, by item code. */
export type Messages = Readonly<Record<string, MessageCode>>;
