import { expect, test } from "vitest";
import { parametersOf, readArguments } from "./arguments";
import type { Trial } from "./trial";

const trial: Trial = {
  parameters: { rounds: 10, acknowledged: 50_000 },
  run: async () => ({ figures: [], never: {}, controls: [] }),
};

test("names, numbers and the switch are told apart", () => {
  expect(readArguments(["app-kill", "--kills=20", "--no-controls", "time"])).toEqual({
    names: ["app-kill", "time"],
    controls: false,
    numbers: { kills: 20 },
  });
  expect(readArguments([])).toEqual({ names: [], controls: true, numbers: {} });
});

test.each(["--rounds", "--rounds=0", "--rounds=-1", "--rounds=ten", "--reset"])("%s is refused", (arg) => {
  expect(() => readArguments([arg])).toThrow(`This command does not know ${arg}`);
});

test("a number replaces the one of its trial and leaves the others", () => {
  expect(parametersOf("postgres-kill", trial, { rounds: 2 })).toEqual({ rounds: 2, acknowledged: 50_000 });
  expect(trial.parameters).toEqual({ rounds: 10, acknowledged: 50_000 });
});

test("a number that the trial does not take is refused with those that it takes", () => {
  expect(() => parametersOf("postgres-kill", trial, { kills: 2 })).toThrow(
    "postgres-kill does not take --kills. It takes --rounds=NUMBER, --acknowledged=NUMBER.",
  );
});
