import type { RevealWords } from "@/lib/i18n/en/reveal";
import type { Owner, Side } from "@/lib/instrument/answers";
import { itemByCode } from "@/lib/instrument/instrument";

/** An area of the ownership map in words. */
export function areaLabel(row: string): string {
  const { rows = [], row_codes: codes = [] } = itemByCode("MAP");
  return rows[codes.indexOf(row)] ?? row;
}

type Reader = { side: Side; partnerName: string; text: RevealWords };

/** An owner in the reader's words. */
export function ownershipWord(owner: Owner, { side, partnerName, text }: Reader): string {
  if (owner === side) return text.you;
  return owner === "ic" || owner === "manager" ? partnerName : text.ownership.owner[owner];
}
