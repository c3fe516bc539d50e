import { newIdField } from "@/lib/domain/new-row";

/**
 * What is typed in the forms of a duo's pages and not saved yet, by form, so that a followed link and the way back lose
 * nothing. In this tab's memory alone, because it is confidential; a page that is loaded again would lose it, and asks first.
 */
const unsaved = new Map<string, Readonly<Record<string, string>>>();

type Fields = Readonly<Record<string, string>>;

/** What was typed in a form before, else what it begins with. */
export const unsavedOr = <Typed>(form: string, begins: Typed): Typed =>
  (unsaved.get(form) as Typed | undefined) ?? begins;

export const isUnsaved = (form: string): boolean => unsaved.has(form);

/** Keeps what a form holds; nothing where that is what it began with. */
export function keepUnsaved(form: string, begins: Fields, data: FormData): void {
  const typed = Object.fromEntries(
    Object.entries(begins).map(([name, before]) => {
      const now = data.get(name);
      return [name, typeof now === "string" ? now : before];
    }),
  );
  const isSame = (name: string) => name === newIdField || typed[name] === begins[name];
  if (Object.keys(begins).every(isSame)) forgetUnsaved(form);
  else unsaved.set(form, typed);
  if (unsaved.size > 0) window.addEventListener("beforeunload", ask);
}

export function forgetUnsaved(form: string): void {
  unsaved.delete(form);
  if (unsaved.size === 0) window.removeEventListener("beforeunload", ask);
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();
