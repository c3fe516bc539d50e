import { DomainError } from "../errors";

/** An instant as this process reads a wall-clock minute, and as the database read it when it stored it. */
type Read = { expected: Date; stored: Date };

/**
 * This process and PostgreSQL each have their own rules of time zones, and the database alone decides when a cycle opens
 * and closes. Where the two read a minute differently, people would be told another time than was chosen: the change is
 * refused with the message "other-rules" of `field`.
 */
export function refuseOtherRules(
  read: readonly Read[],
  field: "timeZone" | "closesLocal" | "opensLocal",
): void {
  if (read.some(({ expected, stored }) => expected.getTime() !== stored.getTime())) {
    throw new DomainError("invalid", { [field]: "other-rules" });
  }
}
