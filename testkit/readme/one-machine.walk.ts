import { expect, test } from "vitest";
import { walkOneMachine } from "./one-machine";

test("README.md, one machine: each command works as it stands, and nothing runs afterwards", {
  timeout: 900_000,
}, async () => {
  expect(await walkOneMachine()).toContain("npm start");
});
