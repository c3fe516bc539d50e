import { formCellsOf } from "@/lib/roster/form-cells";
import { shownAddress } from "../mail/shown-address";

/** The cells of a form (`formCellsOf`) with the address as its person writes it. */
export function shownCellsOf(...about: Parameters<typeof formCellsOf>): ReturnType<typeof formCellsOf> {
  const cells = formCellsOf(...about);
  return cells?.email ? { ...cells, email: shownAddress(cells.email) } : cells;
}

/** A person of the roster with international domains in their own letters; an import takes both spellings. */
export const withShownAddresses = <Person extends { email: string; pendingEmail: string | null }>(
  person: Person,
): Person => ({
  ...person,
  email: shownAddress(person.email),
  pendingEmail: person.pendingEmail && shownAddress(person.pendingEmail),
});
