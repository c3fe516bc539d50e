import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBytes, type RowIdentity, SealBroken, sealBytes } from "./envelope";

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const value = fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes));
const row = fc
  .array(fc.string(), { minLength: 1, maxLength: 7 })
  .map((parts) => parts as unknown as RowIdentity);

describe("a sealed value", () => {
  test("opens with its key for its row, and is what was sealed", () => {
    fc.assert(
      fc.property(key, row, value, (k, r, v) => {
        expect(openBytes(k, r, sealBytes(k, r, v))).toEqual(v);
      }),
    );
  });

  test("does not open for a row whose identity differs in one part", () => {
    fc.assert(
      fc.property(key, row, value, fc.nat(), fc.string(), (k, r, v, at, other) => {
        const index = at % r.length;
        fc.pre(r[index] !== other);
        const moved = r.with(index, other) as unknown as RowIdentity;
        expect(() => openBytes(k, moved, sealBytes(k, r, v))).toThrow(SealBroken);
      }),
    );
  });

  test("does not open for a row whose parts are cut elsewhere", () => {
    const k = randomBytes(32);
    const sealed = sealBytes(k, ["parts", "ab", "c"], Buffer.from("4"));
    expect(() => openBytes(k, ["parts", "a", "bc"], sealed)).toThrow(SealBroken);
  });

  test("does not open with another key", () => {
    fc.assert(
      fc.property(key, key, row, value, (k, other, r, v) => {
        fc.pre(!k.equals(other));
        expect(() => openBytes(other, r, sealBytes(k, r, v))).toThrow(SealBroken);
      }),
    );
  });

  test("does not open with one bit changed, or cut short", () => {
    fc.assert(
      fc.property(key, row, value, fc.nat(), fc.nat(), (k, r, v, bit, length) => {
        const sealed = sealBytes(k, r, v);
        const flipped = Buffer.from(sealed);
        flipped[(bit >> 3) % sealed.length]! ^= 1 << (bit & 7);
        expect(() => openBytes(k, r, flipped)).toThrow(SealBroken);
        expect(() => openBytes(k, r, sealed.subarray(0, length % sealed.length))).toThrow(SealBroken);
      }),
    );
  });

  test("is another one each time, so equal answers cannot be told from the database", () => {
    const k = randomBytes(32);
    expect(sealBytes(k, ["t"], Buffer.from("4"))).not.toEqual(sealBytes(k, ["t"], Buffer.from("4")));
  });

  test("that does not open says which table and not what it holds", () => {
    const sealed = sealBytes(randomBytes(32), ["response_parts", "org"], Buffer.from("canary"));
    expect(() => openBytes(randomBytes(32), ["response_parts", "org"], sealed)).toThrow(
      /^A sealed value of response_parts does not open with this organization's key for this row$/,
    );
  });
});
