import { expect, test } from "vitest";
import { isReadyWith } from "./strong-sign-in";

test("what somebody has counts only where the installation signs in with it", () => {
  const both = { passkey: true, account: true };
  expect(isReadyWith({ passkey: true, provider: false }, { passkey: true, account: false })).toBe(true);
  expect(isReadyWith({ passkey: false, provider: true }, { passkey: false, account: true })).toBe(true);
  expect(isReadyWith({ passkey: false, provider: true }, { passkey: true, account: false })).toBe(false);
  expect(isReadyWith({ passkey: true, provider: false }, { passkey: false, account: true })).toBe(false);
  expect(isReadyWith({ passkey: false, provider: false }, both)).toBe(false);
});
