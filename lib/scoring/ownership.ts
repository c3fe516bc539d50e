import type { Owner } from "@/lib/instrument/answers";

/**
 * How two partners' answers to one row compare. Agreed: the same answer. Double claim: each says "me".
 * Orphan: each says the other. Unclear: at least one says "unclear". Different: any other two answers.
 */
export type OwnershipVerdict = "agreed" | "double-claim" | "orphan" | "unclear" | "different";

/** One row of the ownership map that both partners answered. */
export interface OwnershipRow {
  readonly row: string;
  readonly ic: Owner;
  readonly manager: Owner;
  readonly verdict: OwnershipVerdict;
}

/** How many rows there are of each kind. */
export interface OwnershipCounts {
  readonly rows: number;
  readonly same: number;
  readonly mismatch: number;
  readonly doubleClaim: number;
  readonly orphan: number;
  readonly unclear: number;
}

/**
 * Who usually owns a row (docs/measurement.md 1, item MAP): people and dates the manager, what and how the technical side,
 * why somebody else, such as a product manager, or the technical side in a platform team, and the rest both.
 */
export function usualOwner(row: string, platform: boolean): Owner {
  if (row === "who" || row === "when") return "manager";
  if (row === "what" || row === "how") return "ic";
  if (row === "why") return platform ? "ic" : "other";
  return "both";
}

type Ownership = Readonly<Record<string, Owner>>;

/**
 * Compares two ownership maps row by row (docs/measurement.md 2, "Role map"), without rows that a partner did
 * not answer.
 */
export function compareOwnership(ic: Ownership, manager: Ownership): readonly OwnershipRow[] {
  return Object.keys(ic).flatMap((row) => {
    const [a, b] = [ic[row], manager[row]];
    return a && b ? [{ row, ic: a, manager: b, verdict: verdict(a, b) }] : [];
  });
}

/** How many rows there are of each kind. Mismatches are all rows with two different answers, double claims and orphans
 * among them; a row with two "unclear" answers counts as the same and as unclear. */
export function countOwnership(rows: readonly OwnershipRow[]): OwnershipCounts {
  const count = (wanted: OwnershipVerdict) => rows.filter((row) => row.verdict === wanted).length;
  const same = rows.filter((row) => row.ic === row.manager).length;
  return {
    rows: rows.length,
    same,
    mismatch: rows.length - same,
    doubleClaim: count("double-claim"),
    orphan: count("orphan"),
    unclear: count("unclear"),
  };
}

function verdict(ic: Owner, manager: Owner): OwnershipVerdict {
  if (ic === "unclear" || manager === "unclear") return "unclear";
  if (ic === manager) return "agreed";
  if (ic === "ic" && manager === "manager") return "double-claim";
  return ic === "manager" && manager === "ic" ? "orphan" : "different";
}
