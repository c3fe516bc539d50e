import { expect, test } from "vitest";
import { isSmallOrganization, SMALL_ORGANIZATION_BELOW } from "./organization-size";

test("an organization is small below fifty enrolled duos", () => {
  expect(SMALL_ORGANIZATION_BELOW).toBe(50);
  expect([0, 49, 50].map(isSmallOrganization)).toEqual([true, true, false]);
});
