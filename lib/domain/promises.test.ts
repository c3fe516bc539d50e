import { expect, test } from "vitest";
import { dictionary } from "../i18n";
import { promiseVersion } from "./cycles";
import { promiseNames, promisesWithout } from "./promises";

/** The part of a promise's text that names each. */
const parts = { actions: "actions", kept: "kept", health: "survey" } as const;

test.each(["actions", "kept", "health"] as const)(
  "the promises that name %s are those whose text does",
  (named) => {
    for (const [version, text] of Object.entries(dictionary("en").promises)) {
      expect([version, promiseNames(named, version)]).toEqual([version, parts[named] in text]);
      expect([version, promisesWithout(named).includes(version)]).toEqual([version, !(parts[named] in text)]);
    }
    expect(promiseNames(named, promiseVersion)).toBe(true);
  },
);
