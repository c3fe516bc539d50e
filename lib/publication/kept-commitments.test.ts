import { describe, expect, test } from "vitest";
import type { CommitmentRating } from "../instrument/commitment-ratings";
import { CollectedRatings } from "./kept-commitments";

type Rated = Partial<Record<1 | 2 | 3, CommitmentRating>>;

const answersOf = (rated: Rated) =>
  Object.fromEntries(Object.entries(rated).map(([place, rating]) => [`KEPT${place}`, rating]));

function shareOf(ic: Rated | undefined, manager: Rated | undefined): number | undefined {
  const ratings = new CollectedRatings();
  if (ic) ratings.note({ duoId: "d", side: "ic" }, answersOf(ic));
  if (manager) ratings.note({ duoId: "d", side: "manager" }, answersOf(manager));
  return ratings.shares().get("d");
}

describe("what share of its commitments a duo kept", () => {
  test("counts those that both call kept", () => {
    expect(shareOf({ 1: "kept" }, { 1: "kept" })).toBe(1);
    expect(shareOf({ 1: "kept" }, { 1: "partly" })).toBe(0);
    expect(shareOf({ 1: "dropped" }, { 1: "kept" })).toBe(0);
    expect(shareOf({ 1: "kept", 2: "kept", 3: "partly" }, { 1: "kept", 2: "kept", 3: "partly" })).toBe(2 / 3);
  });
  test("leaves out what one of them did not rate, or says no longer matters", () => {
    expect(shareOf({ 1: "kept", 2: "kept" }, { 1: "kept" })).toBe(1);
    expect(shareOf({ 1: "kept", 2: "dropped" }, { 1: "kept", 2: "no-longer-matters" })).toBe(1);
    expect(shareOf({ 1: "dropped", 2: "no-longer-matters" }, { 1: "dropped", 2: "kept" })).toBe(0);
  });
  test("is none of a duo that rated nothing together", () => {
    expect(shareOf({}, {})).toBeUndefined();
    expect(shareOf({ 1: "kept" }, undefined)).toBeUndefined();
    expect(shareOf({ 1: "kept" }, { 2: "kept" })).toBeUndefined();
    expect(shareOf({ 1: "no-longer-matters" }, { 1: "no-longer-matters" })).toBeUndefined();
  });
  test("is none of a duo of which an answer does not open", () => {
    const ratings = new CollectedRatings();
    for (const duoId of ["read", "broken"]) {
      for (const side of ["ic", "manager"] as const) ratings.note({ duoId, side }, { KEPT1: "kept" });
    }
    ratings.drop("broken");
    expect([...ratings.shares()]).toEqual([["read", 1]]);
  });
});
