import { expect, test } from "vitest";
import { duoDimensions, packFigures, personFigures, unpackFigures } from "./person-figures";

test("a person's figures keep shared items apart from the others", () => {
  const figures = personFigures({ DQ1: 5, DQ2: "d", SB1: 3, TR1: 4, MX1: 4 });
  expect(figures.dimensions).toEqual([50, null, 50, null, null, null, 75, null, null]);
  expect(figures.shared).toEqual([100, null, 50, null, null, null, null, null, null]);
  expect(figures).toMatchObject({ score: null, mx1: 4 });
  expect(personFigures({ MX1: "na" }).mx1).toBeNull();
});

test("a duo's dimension is the mean of both partners', and missing where one has none", () => {
  expect(duoDimensions([100, null, 50], [50, 50, null])).toEqual([75, null, null]);
});

test("figures come back from their numbers, missing ones as missing", () => {
  const figures = personFigures({ DQ1: 5, DQ2: "d", SB1: 3, TR1: 4, MX1: 4 });
  expect(unpackFigures(packFigures(figures))).toEqual(figures);
  expect([...packFigures(figures)].filter((number) => !Number.isNaN(number))).toEqual([
    4, 50, 50, 75, 100, 50,
  ]);
});
