"use server";

import type { FormOutcome, FormState } from "@/lib/domain/form-state";
import { type ActionResult, action, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { checkProvider, confirmTestMail, correctAddress, sendTestMail } from "@/server/setup/sign-in-check";
import { saveOrganization } from "@/server/setup/steps";
import { savedInWords, setupInWords } from "./outcome";

const [save, send, confirm] = [action(saveOrganization), action(sendTestMail), action(confirmTestMail)];
const [check, correct] = [action(checkProvider), action(correctAddress)];

type Texts = Record<string, string>;

/** A form that keeps the texts of these fields. */
const step = <Name extends string, T>(
  names: readonly Name[],
  run: (page: string, typed: Record<Name, string>) => Promise<ActionResult<T>>,
  answer: (result: ActionResult<T>) => Promise<FormOutcome> = setupInWords,
) =>
  formStateAction<FormState<Record<Name, string>>>(async (form, attempt) => {
    const typed = Object.fromEntries(names.map((name) => [name, formText(form, name)])) as Texts as Record<
      Name,
      string
    >;
    return { attempt, typed, outcome: await answer(await run(formText(form, pageField), typed)) };
  });

export const saveOrganizationAction = step(
  ["name", "timeZone", "startedName", "startedTimeZone"],
  save,
  savedInWords,
);
export const sendTestMailAction = step([], (page) => send(page));
export const confirmTestMailAction = step(["code"], confirm);
export const checkProviderAction = step([], (page) => check(page));
export const correctAddressAction = step(["email"], correct);
