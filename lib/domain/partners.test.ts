import { expect, test } from "vitest";
import { partnerOf, personOn, sideOf } from "./partners";

const duo = { icPersonId: "ida", managerPersonId: "max" };

test("each partner has a side, and the other one as partner", () => {
  expect([sideOf(duo, "ida"), sideOf(duo, "max")]).toEqual(["ic", "manager"]);
  expect([personOn(duo, "ic"), personOn(duo, "manager")]).toEqual(["ida", "max"]);
  expect([partnerOf(duo, "ida"), partnerOf(duo, "max")]).toEqual(["max", "ida"]);
});

test("nobody else has a side", () => {
  expect(() => sideOf(duo, "eve")).toThrow("not a partner");
  expect(() => partnerOf(duo, "eve")).toThrow(RangeError);
});
