import { type ActionResult, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import type { MakingOptions } from "@/ui/passkeys/browser";
import type { AddingState } from "@/ui/passkeys/passkey-actions";
import { inWords, type OwnWords } from "../../outcome";

export const passkeyWords: OwnWords = ({ auth: { account } }) => {
  const { refusals, fields } = account.passkeys;
  return { refusals, fields };
};

function readAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Service<T> = (page: string, input: unknown) => Promise<ActionResult<T>>;

/**
 * The form's two steps, which ask for a challenge and store the new passkey. `begin` and `add` are the services for somebody
 * who is signed in, or for somebody whom their organization's rule holds at the sign-in.
 */
export function addingActions<T>(begin: Service<MakingOptions>, add: Service<T>) {
  return {
    begin: async (form: FormData, attempt: number): Promise<AddingState> => {
      const typed = { name: formText(form, "name") };
      const result = await begin(formText(form, pageField), typed);
      if (result.ok) return { attempt, typed, options: result.value };
      return { attempt, typed, outcome: await inWords(result, passkeyWords) };
    },
    add: async (
      form: FormData,
      attempt: number,
      afterwards: (added: T) => Promise<void> | void,
    ): Promise<AddingState> => {
      const typed = { name: formText(form, "name") };
      const answer = readAnswer(formText(form, "answer"));
      const result = await add(formText(form, pageField), { ...typed, answer });
      if (result.ok) await afterwards(result.value);
      return { attempt, typed, outcome: await inWords(result, passkeyWords) };
    },
  };
}
