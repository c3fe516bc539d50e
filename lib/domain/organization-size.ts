/**
 * Enrolled duos below which an organization is small (docs/measurement.md 3.3): a change needs stronger evidence there.
 */
export const SMALL_ORGANIZATION_BELOW = 50;

/** @param enrolled duos of the whole organization that are active when the cycle closes, answering or not */
export function isSmallOrganization(enrolled: number): boolean {
  return enrolled < SMALL_ORGANIZATION_BELOW;
}
