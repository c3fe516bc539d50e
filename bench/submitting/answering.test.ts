import { expect, test } from "vitest";
import { Answering } from "./answering";

const submitted = (revision: number) => ({ kind: "submitted" as const, revision, revealed: false });
const stale = (revision: number) => ({ kind: "stale" as const, revision, answers: {}, key: undefined });

/** A respondent with one acknowledged submission. */
function once(): Answering {
  const answering = new Answering();
  answering.take(answering.next(), submitted(1));
  return answering;
}

test("each acknowledged submission has the next revision, a key of its own and other answers", () => {
  const answering = once();
  const second = answering.next();
  expect(second).toMatchObject({ revision: 1, answers: { DQ1: 2 } });
  expect(second.key).not.toBe(answering.key);
  expect(answering.take(second, submitted(2))).toBe(true);
  expect(answering).toMatchObject({ revision: 2, key: second.key, acknowledged: 2, lost: 0, doubled: 0 });
});

test("a submission that was not answered is to be sent again", () => {
  const answering = once();
  expect(answering.take(answering.next(), { kind: "failed", code: "fault" })).toBe(false);
  expect(answering).toMatchObject({ revision: 1, acknowledged: 1 });
});

test("an older revision than the acknowledged one is a loss, and the next submission goes on from there", () => {
  const answering = once();
  answering.take(answering.next(), submitted(2));
  expect(answering.take(answering.next(), stale(0))).toBe(true);
  expect(answering).toMatchObject({ revision: 0, lost: 2, doubled: 0 });
});

test("a revision beyond the next one is a submission that counted twice", () => {
  const answering = once();
  answering.take(answering.next(), submitted(3));
  expect(answering).toMatchObject({ revision: 3, lost: 0, doubled: 1 });
});

test("a stored submission whose repetition is refused was not recognized", () => {
  const answering = once();
  answering.take(answering.next(), stale(2));
  expect(answering).toMatchObject({ revision: 2, unrecognized: 1, lost: 0, doubled: 0 });
});
