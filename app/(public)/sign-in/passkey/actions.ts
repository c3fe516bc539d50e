"use server";

import { addingActions } from "@/app/(app)/account/passkeys/adding";
import { beginSession } from "@/server/auth/begin-session";
import { addPasskeyByMail, beginPasskey } from "@/server/auth/passkeys";
import { formStateAction, heldAction } from "@/server/http/action";
import type { AddingState } from "@/ui/passkeys/passkey-actions";

const { begin, add } = addingActions(heldAction(beginPasskey), heldAction(addPasskeyByMail));

/** Before the browser makes a passkey: what it needs, or why it may not. */
export const beginHeldPasskeyAction = formStateAction<AddingState>(begin);

/** What the browser made. The passkey signs its person in, and the session by mail ends. */
export const addHeldPasskeyAction = formStateAction<AddingState>((form, attempt) =>
  add(form, attempt, beginSession),
);
