"use server";

import { redirect } from "next/navigation";
import { formAction } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { changeReminders } from "@/server/reminders";

export const changeAction = formAction(async (form) => {
  const token = formText(form, "token");
  await changeReminders(token, formText(form, "wanted") === "yes");
  redirect(`/reminders?${new URLSearchParams({ token })}`);
});
