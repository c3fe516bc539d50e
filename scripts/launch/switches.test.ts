import { expect, test } from "vitest";
import { switchesOf } from "./switches";

test("switches are those that were given", () => {
  expect([...switchesOf(["--reset"], ["--reset", "--throwaway"])]).toEqual(["--reset"]);
  expect([...switchesOf([], [])]).toEqual([]);
});

test.each([
  [
    ["--port", "3301"],
    'does not know "--port". It takes --reset. Set PORT in the environment or in .env instead.',
  ],
  [
    ["--host=::1"],
    'does not know "--host=::1". It takes --reset. Set HOST in the environment or in .env instead.',
  ],
  [["--rest"], 'does not know "--rest". It takes --reset.'],
  [["--reset", "now"], 'does not know "now". It takes --reset.'],
])("%j is refused with what is taken", (args, words) => {
  expect(() => switchesOf(args, ["--reset"])).toThrow(words);
});

test("a command without switches takes nothing", () => {
  expect(() => switchesOf(["x"], [])).toThrow('does not know "x". It takes no arguments.');
});
