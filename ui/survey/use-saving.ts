import { useEffect, useReducer, useState } from "react";
import type { Answer } from "@/lib/instrument/answers";
import type {
  DraftInput,
  Refusal,
  SaveOutcome,
  Stored,
  SubmitInput,
  SubmitOutcome,
} from "@/lib/instrument/outcomes";
import { refusalOfError } from "@/lib/instrument/refusal-of";
import type { KeptPlace } from "../kept/kept";
import { onLookedAtAgain } from "../looked-at-again";
import { newUuid } from "../new-uuid";
import { keepSurvey } from "./keep-survey";
import { nextRequest } from "./next-request";
import { reduceSaving, type Saving, type SavingEvent, startSaving, toKeep } from "./saving";

export interface SavingOptions {
  /** Where this device keeps what is not saved yet. */
  readonly place: KeptPlace;
  readonly promiseVersion: string;
  readonly initial: Stored & { readonly accepted: boolean };
  readonly saveDraft: (input: DraftInput) => Promise<SaveOutcome>;
  readonly submit: (input: SubmitInput) => Promise<SubmitOutcome>;
  /** Why this page may not go on: somebody else is signed in on this browser now. */
  readonly checkPerson: () => Promise<Refusal | "same-person" | undefined>;
}

/** Saves every change after a short pause, keeps on this device what is not confirmed, and submits. */
export function useSaving(options: SavingOptions) {
  const { place, promiseVersion, initial, saveDraft, submit, checkPerson } = options;
  const [saving, dispatch] = useReducer(reduceSaving, initial, startSaving);
  const [durable, setDurable] = useState(true);

  const [keeping] = useState(() => keepSurvey(place));
  const [key] = useState(initial.key);

  useEffect(() => {
    void keeping.open().then((kept) => dispatch({ type: "opened", kept, key }));
  }, [keeping, key]);

  useEffect(() => {
    if (!saving.ready || saving.hidden) return;
    void keeping.write(toKeep(saving)).then((kept) => {
      setDurable(kept);
      if (saving.state === "other-person") dispatch({ type: "hidden" });
    });
  }, [saving, keeping]);

  usePersonCheck(checkPerson, saving.hidden, dispatch);
  useEffect(() => onOnline(() => dispatch({ type: "online" })), []);

  useEffect(() => {
    const next = nextRequest(saving);
    if (!next) return;
    const timer = setTimeout(async () => {
      const key = next.request === "submit" ? saving.key : newUuid();
      const input = { promiseVersion, revision: saving.revision, answers: saving.answers, key };
      dispatch({ type: "sent", request: next.request, key });
      if (next.request === "save") {
        dispatch({ type: "save-returned", outcome: await attempt(saveDraft(input)) });
      } else {
        const outcome = await attempt(submit(input));
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
    choose: (item: string, answer: Answer | undefined) => dispatch({ type: "chosen", item, answer }),
    retry: () => dispatch({ type: "retried" }),
    askSubmit: () => dispatch({ type: "submit-asked", key: newUuid() }),
  } satisfies { saving: Saving } & Record<string, unknown>;
}

/** Each time the page is looked at again: hides it while somebody else is signed in, and brings it back afterwards. */
function usePersonCheck(
  checkPerson: SavingOptions["checkPerson"],
  isHidden: boolean,
  dispatch: (event: SavingEvent) => void,
): void {
  useEffect(
    () =>
      onLookedAtAgain(async () => {
        const found = await checkPerson().catch(() => undefined);
        if (found === "same-person") {
          // What was typed is kept on the device and comes back with the page.
          if (isHidden) window.location.reload();
        } else if (found) dispatch({ type: "person-checked", refusal: found });
      }),
    [checkPerson, isHidden, dispatch],
  );
}

async function attempt<Outcome>(request: Promise<Outcome>): Promise<Outcome | Refusal> {
  try {
    return await request;
  } catch (error) {
    return refusalOfError(error);
  }
}

/** Calls `online` when this device is connected again. */
function onOnline(online: () => void): () => void {
  window.addEventListener("online", online);
  return () => window.removeEventListener("online", online);
}
