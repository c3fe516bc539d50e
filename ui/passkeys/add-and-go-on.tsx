"use client";

import type { ComponentProps } from "react";
import { AddPasskey } from "./add-passkey";

type Props = ComponentProps<typeof AddPasskey> & { next: string };

/** Adds a passkey and goes on to the page that was asked for: the new passkey has signed its person in. */
export function AddPasskeyAndGoOn({ next, actions, text }: Props) {
  const add: typeof actions.add = async (state, form) => {
    const answer = await actions.add(state, form);
    if (answer.outcome?.ok) window.location.assign(next);
    return answer;
  };
  return <AddPasskey actions={{ ...actions, add }} text={text} />;
}
