import { useEffect, useReducer, useState } from "react";
import type { Answer, Answers } from "@/lib/instrument/answers";
import type { DraftInput, Refusal, SaveOutcome, SubmitInput, SubmitOutcome } from "@/lib/instrument/outcomes";
import { readKept, writeKept } from "./kept";
import { nextRequest, reduceSaving, type Saving, startSaving, toKeep } from "./saving";

export interface SavingOptions {
  /** Identifies this survey on this device: cycle, duo and person. */
  readonly storageKey: string;
  readonly promiseVersion: string;
  readonly initial: { readonly accepted: boolean; readonly answers: Answers; readonly revision: number };
  readonly saveDraft: (input: DraftInput) => Promise<SaveOutcome>;
  readonly submit: (input: SubmitInput) => Promise<SubmitOutcome>;
}

/** Saves every change after a short pause, keeps on this device what is not confirmed, and submits. */
export function useSaving({ storageKey, promiseVersion, initial, saveDraft, submit }: SavingOptions) {
  const [saving, dispatch] = useReducer(reduceSaving, initial, startSaving);
  const [durable, setDurable] = useState(true);

  useEffect(() => dispatch({ type: "opened", kept: readKept(storageKey) }), [storageKey]);

  useEffect(() => {
    if (saving.ready) setDurable(writeKept(storageKey, toKeep(saving)));
  }, [saving, storageKey]);

  useEffect(() => {
    const online = () => dispatch({ type: "online" });
    window.addEventListener("online", online);
    return () => window.removeEventListener("online", online);
  }, []);

  useEffect(() => {
    const next = nextRequest(saving);
    if (!next) return;
    const timer = setTimeout(async () => {
      const input = { promiseVersion, revision: saving.revision, answers: saving.answers };
      dispatch({ type: "sent", request: next.request });
      if (next.request === "save") {
        dispatch({ type: "save-returned", outcome: await attempt(saveDraft(input)) });
      } else {
        const outcome = await attempt(submit({ ...input, key: saving.key }));
        dispatch({ type: "submit-returned", outcome });
      }
    }, next.after);
    return () => clearTimeout(timer);
  }, [saving, promiseVersion, saveDraft, submit]);

  return {
    saving,
    /** Whether this browser keeps what is not saved yet. */
    durable,
    accept: () => dispatch({ type: "accepted" }),
    answer: (item: string, answer: Answer | undefined) => dispatch({ type: "answered", item, answer }),
    askSubmit: () => dispatch({ type: "submit-asked", key: newKey() }),
  } satisfies { saving: Saving } & Record<string, unknown>;
}

async function attempt<Outcome>(request: Promise<Outcome>): Promise<Outcome | Refusal> {
  try {
    return await request;
  } catch {
    return { kind: "unreachable" };
  }
}

/** A random UUID (RFC 9562, version 4); `crypto.randomUUID` is missing on plain-http addresses. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
