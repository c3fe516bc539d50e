import { describe, expect, test } from "vitest";
import type { Failed } from "@/lib/instrument/outcomes";
import { nextRequest } from "./next-request";
import { type SavingEvent, startSaving, toKeep } from "./saving";
import {
  ended,
  key,
  opened,
  returned,
  run,
  sent,
  sentAs,
  stale,
  start,
  submitReturned,
  submitting,
  typed,
  visit,
} from "./saving-scenes";

describe("saving while answering", () => {
  test("nothing is sent before the promise is accepted; accepting is the first save", () => {
    const fresh = run(startSaving({ accepted: false, answers: {}, revision: 0 }), opened);
    expect(nextRequest(fresh)).toBeUndefined();
    expect(nextRequest(run(fresh, { type: "accepted" }))?.request).toBe("save");
    expect(
      nextRequest(run(fresh, { type: "accepted" }, sent, returned({ kind: "saved", revision: 1 }))),
    ).toBeUndefined();
  });

  test("changes wait for a pause and travel together", () => {
    const saving = run(start(), typed("OT1", 3), typed("IN1", 4), typed("OT1", 2));
    expect(nextRequest(saving)).toEqual({ request: "save", after: 400 });
    expect(saving.answers).toEqual({ DQ1: 2, OT1: 2, IN1: 4 });
    expect(saving.unsaved).toEqual(["IN1", "OT1"]);
  });

  test("one request at a time; what is typed meanwhile is saved next", () => {
    const inFlight = run(start(), typed("OT1", 3), sent, typed("IN1", 4));
    expect(nextRequest(inFlight)).toBeUndefined();
    const after = run(inFlight, returned({ kind: "saved", revision: 4 }));
    expect(after).toMatchObject({ revision: 4, unsaved: ["IN1"], state: "saving" });
    expect(run(after, sent, returned({ kind: "saved", revision: 5 }))).toMatchObject({
      unsaved: [],
      state: "saved",
    });
  });

  test("offline: everything is kept on this device and tried again, ever more slowly", () => {
    const once = run(start(), typed("OT1", 3), sent, returned({ kind: "unreachable" }));
    expect(once).toMatchObject({ state: "offline", unsaved: ["OT1"] });
    expect(toKeep(once)).toMatchObject({ items: ["OT1"], answers: { OT1: 3 }, base: {} });
    const pauses = [once];
    for (let i = 0; i < 8; i++) pauses.push(run(pauses.at(-1)!, sent, returned({ kind: "unreachable" })));
    expect(pauses.map((saving) => nextRequest(saving)?.after)).toEqual([
      1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000,
    ]);
    expect(nextRequest(run(pauses.at(-1)!, { type: "online" }))?.after).toBe(400);
    expect(run(once, sent).state).toBe("offline");
  });

  describe("a request that the server did not take", () => {
    const failedBy = (code: Failed["code"]) =>
      run(start(), typed("OT1", 3), sent, returned({ kind: "failed", code, reference: "ab12" }));

    test.each(["fault", "busy", "unexpected"] as const)("%s is kept, named and tried again", (code) => {
      expect(failedBy(code)).toMatchObject({ state: "failed", failure: { code, reference: "ab12" } });
      expect(toKeep(failedBy(code))?.items).toEqual(["OT1"]);
      expect(nextRequest(failedBy(code))?.after).toBe(1000);
      const saved = run(failedBy(code), sent, returned({ kind: "saved", revision: 4 }));
      expect(saved).toMatchObject({ state: "saved", failure: undefined });
    });

    test("one too many waits longer, unless the person asks for a try", () => {
      expect(nextRequest(failedBy("too-many"))?.after).toBe(30_000);
      expect(nextRequest(run(failedBy("too-many"), { type: "retried" }))?.after).toBe(400);
    });

    test("one that cannot be read is not repeated by itself", () => {
      expect(nextRequest(failedBy("refused"))).toBeUndefined();
      expect(nextRequest(run(failedBy("refused"), { type: "retried" }))?.request).toBe("save");
      expect(nextRequest(run(failedBy("refused"), typed("IN1", 2)))?.request).toBe("save");
    });

    test("a submission goes on under its key, and a refused one leads back to the answers", () => {
      const failed = (code: Failed["code"]) => run(submitting(), submitReturned({ kind: "failed", code }));
      expect(nextRequest(failed("fault"))).toEqual({ request: "submit", after: 1000 });
      expect(failed("fault").key).toBe(key);
      expect(failed("refused")).toMatchObject({ phase: "answering", state: "failed" });
    });
  });

  test("signed in again elsewhere, the person asks for a try here", () => {
    const out = run(start(), typed("OT1", 3), sent, returned({ kind: "signed-out" }), { type: "retried" });
    expect(nextRequest(out)?.request).toBe("save");
  });

  test("a survey that is gone stops, and what was typed stays on the device", () => {
    const gone = run(start(), typed("OT1", 3), sent, returned({ kind: "gone" }));
    expect(gone).toMatchObject({ phase: "stopped", state: "gone" });
    expect(nextRequest(gone)).toBeUndefined();
    expect(toKeep(gone)?.items).toEqual(["OT1"]);
  });

  test("what an earlier visit left here goes over what the server still has, cleared answers too", () => {
    const base = { DQ1: 2, ST1: 1 };
    const saving = visit(base, { revision: 3 }, [{ items: ["DQ1", "ST1"], answers: { DQ1: 5 }, base }]);
    expect(saving.answers).toEqual({ DQ1: 5 });
    expect(nextRequest(saving)?.request).toBe("save");
  });

  test("an expired session keeps everything and waits for the next change", () => {
    const out = run(start(), typed("OT1", 3), sent, returned({ kind: "signed-out" }));
    expect(out.state).toBe("signed-out");
    expect(nextRequest(out)).toBeUndefined();
    expect(toKeep(out)?.items).toEqual(["OT1"]);
    expect(nextRequest(run(out, typed("IN1", 2)))?.request).toBe("save");
  });

  test.each(["closed", "left", "locked"] as const)(
    "once %s, nothing more is sent and nothing can be changed; what was typed is kept",
    (kind) => {
      const remains = { inForce: { DQ1: 2 }, draft: { DQ1: 1 } };
      const closed = run(start(), typed("OT1", 3), sent, returned(ended(kind, remains)));
      expect(nextRequest(closed)).toBeUndefined();
      expect(toKeep(closed)).toMatchObject({ items: ["OT1"], answers: { OT1: 3 } });
      expect(run(closed, typed("OT1", 5)).answers.OT1).toBe(3);
      expect(closed.ended).toMatchObject(remains);
    },
  );

  test("once withdrawn, this device keeps nothing of it", () => {
    const withdrawn = run(start(), typed("OT1", 3), sent, returned(ended("withdrawn")));
    expect(withdrawn).toMatchObject({ phase: "stopped", state: "withdrawn" });
    expect(toKeep(withdrawn)).toBeUndefined();
  });

  test("refused answers are named until they change", () => {
    const invalid = run(
      start(),
      typed("OT1", 9),
      sent,
      returned({ kind: "invalid", messages: { OT1: "not-an-option" } }),
    );
    expect(nextRequest(invalid)).toBeUndefined();
    expect(invalid.messages).toEqual({ OT1: "not-an-option" });
    expect(run(invalid, typed("OT1", 4))).toMatchObject({ messages: {}, state: "saving" });
  });
});

describe("another person on this browser", () => {
  const other = () =>
    run(start(), typed("OT1", 3), sent, returned({ kind: "other-person", name: "Milo Manager" }));

  test("nothing more is sent, and what was typed is kept", () => {
    expect(other()).toMatchObject({ state: "other-person", signedInAs: "Milo Manager" });
    expect(nextRequest(other())).toBeUndefined();
    expect(toKeep(other())).toMatchObject({ items: ["OT1"], answers: { OT1: 3 } });
  });

  test("once it is kept, the page holds no answer any more and sends nothing", () => {
    const hidden = run(other(), { type: "hidden" });
    expect(hidden).toMatchObject({
      answers: {},
      base: {},
      carried: {},
      unconfirmed: [],
      unsaved: [],
      conflicts: {},
    });
    expect(hidden).toMatchObject({ state: "other-person", signedInAs: "Milo Manager" });
    expect(nextRequest(run(hidden, { type: "accepted" }))).toBeUndefined();
  });

  test.each<SavingEvent>([
    returned({ kind: "saved", revision: 4 }),
    returned(stale(9, { DQ1: 5, OT1: 1 })),
    returned(ended("closed")),
    submitReturned({ kind: "submitted", revision: 4, revealed: true }),
    submitReturned({ kind: "unreachable" }),
    { type: "opened", kept: [], key: undefined },
  ])("a reply that arrives late brings no answer back to a page that was emptied: %j", (late) => {
    const hidden = run(other(), { type: "hidden" });
    expect(run(hidden, late)).toEqual(hidden);
  });

  test("a save that arrived before the page was emptied is not kept as unsaved, and the page says the same", () => {
    const refusal = { kind: "other-person", name: "Milo Manager" } as const;
    const underWay = run(start(), typed("OT1", 3), sent, { type: "person-checked", refusal });
    const arrived = run(underWay, returned({ kind: "saved", revision: 4 }));
    expect(arrived).toMatchObject({ state: "other-person", signedInAs: "Milo Manager" });
    expect(toKeep(arrived)).toBeUndefined();
    expect(nextRequest(arrived)).toBeUndefined();
  });

  test("a third person is named instead", () => {
    const hidden = run(other(), { type: "hidden" });
    const refusal = { kind: "other-person", name: "Ines" } as const;
    expect(run(hidden, { type: "person-checked", refusal })).toEqual({ ...hidden, signedInAs: "Ines" });
    expect(run(hidden, { type: "person-checked", refusal: { kind: "signed-out" } })).toEqual(hidden);
  });

  test("is also found when the page is looked at again", () => {
    const refusal = { kind: "other-person", name: "Milo Manager" } as const;
    expect(run(start(), { type: "person-checked", refusal }).state).toBe("other-person");
  });
});

describe("submitting", () => {
  test("waits for the save under way, then sends at once under one key", () => {
    const waiting = run(start(), typed("OT1", 3), sent, { type: "submit-asked", key });
    expect(nextRequest(waiting)).toBeUndefined();
    const free = run(waiting, returned({ kind: "saved", revision: 4 }));
    expect(nextRequest(free)).toEqual({ request: "submit", after: 0 });
    const again = run(free, { type: "submit-asked", key: "another" });
    expect(again.key).toBe(key);
  });

  test("done: nothing is left on this device", () => {
    const done = run(
      run(start(), typed("OT1", 3), { type: "submit-asked", key }, sentAs("submit", key)),
      submitReturned({ kind: "submitted", revision: 4, revealed: true }),
    );
    expect(done).toMatchObject({ phase: "submitted", revealed: true, unsaved: [] });
    expect(toKeep(done)).toBeUndefined();
    expect(nextRequest(done)).toBeUndefined();
  });

  test("a lost connection is checked with the same key until the truth is known", () => {
    const unsure = run(submitting(), submitReturned({ kind: "unreachable" }));
    expect(unsure).toMatchObject({ state: "checking", key });
    expect(nextRequest(unsure)).toEqual({ request: "submit", after: 1000 });
  });

  test("answers from another device are read before they are submitted", () => {
    const other = run(submitting(), submitReturned(stale(9, { DQ1: 5, ST1: 3 })));
    expect(other).toMatchObject({ phase: "answering", merged: true, answers: { DQ1: 5, ST1: 3 } });
    const own = run(submitting(), submitReturned(stale(9, { DQ1: 2 })));
    expect(own).toMatchObject({ phase: "submitting", merged: false, revision: 9 });
  });

  test("refusals lead back to the answers", () => {
    const messages = { OT1: "required" } as const;
    expect(run(submitting(), submitReturned({ kind: "invalid", messages }))).toMatchObject({
      phase: "answering",
      messages,
    });
    expect(run(submitting(), submitReturned({ kind: "signed-out" })).phase).toBe("answering");
    expect(run(submitting(), submitReturned(ended("locked"))).phase).toBe("stopped");
  });
});
