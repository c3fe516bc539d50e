import { formCellsOf } from "@/lib/roster/form-cells";
import { shownAddress } from "../mail/shown-address";

/** The cells of a form (`formCellsOf`) with the address as its person writes it. */
export function shownCellsOf(...about: Parameters<typeof formCellsOf>): ReturnType<typeof formCellsOf> {
  const cells = formCellsOf(...about);
  return cells?.email ? { ...cells, email: shownAddress(cells.email) } : cells;
}
