import { revalidatePath } from "next/cache";
import { wordsFor } from "@/app/words";
import type { FormOutcome, FormState, SignInNeeded } from "@/lib/domain/form-state";
import { newIdField } from "@/lib/domain/new-row";
import type { Dictionary } from "@/lib/i18n";
import { defaultLocale } from "@/lib/i18n/locales";
import type { RefusalCode } from "@/server/errors";
import { type ActionResult, formStateAction, pageField } from "@/server/http/action";
import { formText } from "@/server/http/request";
import { currentViewer } from "@/server/viewer";
import { newUuid } from "@/ui/new-uuid";

/**
 * The words of the signed-in person, or those of the default language where nobody is signed in any more. An action does
 * not redirect to signing in: everything typed in its form would be lost.
 */
export async function currentWords(): Promise<ReturnType<typeof wordsFor>> {
  return wordsFor((await currentViewer()) ?? { locale: defaultLocale, timeZone: "UTC" });
}

/** Texts by message code; `other` is the one of a code without a text. */
export type FieldTexts = Readonly<Record<string, string>> & { readonly other: string };

/** The texts of one action, where the general ones do not fit. */
export type OwnWords = (words: Dictionary) => {
  refusals?: Partial<Record<RefusalCode, string>>;
  /** For the fields of its form. */
  fields?: FieldTexts;
};

/** An action's result in the words of the person who called it. */
export async function inWords(
  result: ActionResult<unknown>,
  ownWords: OwnWords = () => ({}),
): Promise<FormOutcome> {
  if (result.ok) return { ok: true };
  const { words } = await currentWords();
  const own = ownWords(words);
  const texts: FieldTexts = own.fields ?? words.program.fields;
  const { code, reference = "", signedInAs = "" } = result;
  const messageOf = (refused: typeof code) => {
    if (refused === "fault") return words.refusals.fault(reference);
    if (refused === "other-person") return words.refusals[refused](signedInAs);
    return own.refusals?.[refused] ?? words.refusals[refused];
  };
  return {
    ok: false,
    message: messageOf(code),
    errors: Object.fromEntries(
      Object.entries(result.fields).map(([field, error]) => [field, texts[error] ?? texts.other]),
    ),
    signInAgain: signInNeeded(code),
  };
}

function signInNeeded(code: RefusalCode | "fault"): SignInNeeded {
  if (code === "sign-in-again") return "recent";
  return code === "other-person" || code === "not-signed-in" ? "person" : false;
}

/** What a form that adds something holds after its answer: another id once it has added what it was made for. */
export const nextOf = <Typed>(typed: Typed, { ok }: FormOutcome): Typed =>
  ok && typeof typed === "object" && typed !== null && newIdField in typed
    ? { ...typed, [newIdField]: newUuid() }
    : typed;

/** The action of a form, before it is joined to the form. */
export type FieldsAction<T = unknown> = (
  page: string,
  input: Record<string, string>,
) => Promise<ActionResult<T>>;

/** What a form says when its action succeeded, where the page alone does not show it. */
type SaysDone<T> = (value: T, shown: ReturnType<typeof wordsFor>) => string | undefined;

type FieldsActionOptions<T> = {
  /** Made anew when something changed, and where it was refused because they are not true any more. */
  pages: string;
  ownWords?: OwnWords | undefined;
  says?: SaysDone<T>;
  /** Refusals that say that the pages are not true any more. */
  outdatedBy?: readonly RefusalCode[];
};

/** A form whose action takes some of its fields and stays on its page. */
export function fieldsAction<T>(
  fields: readonly string[],
  run: FieldsAction<T>,
  { pages, ownWords, says, outdatedBy = [] }: FieldsActionOptions<T>,
) {
  return formStateAction<FormState<null>>(async (form, attempt) => {
    const input = Object.fromEntries(fields.map((field) => [field, formText(form, field)]));
    const result = await run(formText(form, pageField), input);
    const outcome = await inWords(result, ownWords);
    if (result.ok || outdatedBy.some((code) => code === result.code)) revalidatePath(pages, "layout");
    const message = says && result.ok && says(result.value, await currentWords());
    return { attempt, typed: null, outcome: message ? { ok: true, message } : outcome };
  });
}
