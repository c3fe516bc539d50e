"use server";

import { redirect } from "next/navigation";
import { setupInWords } from "@/app/(app)/program/setup/outcome";
import type { FormState } from "@/lib/domain/form-state";
import type { FoundTyped } from "@/lib/domain/setup";
import { beginSession } from "@/server/auth/begin-session";
import { formStateAction, attempt as tried } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { foundFirst, goOnWithSetup } from "@/server/setup/link";

const setupPath = "/program/setup";

export const foundAction = formStateAction<FormState<FoundTyped>>(async (form, attempt) => {
  const typed: FoundTyped = {
    name: formText(form, "name"),
    timeZone: formText(form, "timeZone"),
    adminName: formText(form, "adminName"),
    adminEmail: formText(form, "adminEmail"),
  };
  const result = await tried(() => foundFirst({ ...typed, token: formText(form, "token") }));
  if (!result.ok) return { attempt, typed, outcome: await setupInWords(result, "link") };
  await beginSession(result.value);
  redirect(setupPath);
});

export const goOnAction = formStateAction<FormState<null>>(async (form, attempt) => {
  const result = await tried(() => goOnWithSetup({ token: formText(form, "token") }));
  if (!result.ok) return { attempt, typed: null, outcome: await setupInWords(result, "link") };
  await beginSession(result.value);
  redirect(setupPath);
});
