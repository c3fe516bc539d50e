import { otherSide, type Side } from "../instrument/answers";

/** The two people of a duo, by the side they are on. */
export type Partners = { readonly icPersonId: string; readonly managerPersonId: string };

/** The person on one side of a duo. */
export function personOn(partners: Partners, side: Side): string {
  return side === "ic" ? partners.icPersonId : partners.managerPersonId;
}

/**
 * The side that a person is on in a duo.
 * @throws RangeError for a person who is not one of its partners
 */
export function sideOf(partners: Partners, personId: string): Side {
  if (personId === partners.icPersonId) return "ic";
  if (personId === partners.managerPersonId) return "manager";
  throw new RangeError("This person is not a partner of the duo");
}

/**
 * The other person of a duo.
 * @throws RangeError for a person who is not one of its partners
 */
export function partnerOf(partners: Partners, personId: string): string {
  return personOn(partners, otherSide(sideOf(partners, personId)));
}
