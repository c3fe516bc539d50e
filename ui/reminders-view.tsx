import type { reminders } from "@/lib/i18n/en/reminders";
import { Button } from "./button";
import { Notice } from "./notice";

type Props = {
  /** Whether the reader gets reminders; undefined for a link that is not complete. */
  wanted: boolean | undefined;
  token: string;
  change: (form: FormData) => Promise<void>;
  words: typeof reminders;
};

/** Lets the reader of a reminder stop them, or get them again, without signing in. */
export function RemindersView({ wanted, token, change, words }: Props) {
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6">
      <h1 className="text-display">{words.title}</h1>
      {wanted === undefined ? (
        <Notice kind="warning">{words.unknown}</Notice>
      ) : (
        <form action={change} className="flex flex-col gap-6">
          <p>{wanted ? words.text.on : words.text.off}</p>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="wanted" value={wanted ? "no" : "yes"} />
          <Button type="submit">{wanted ? words.stop : words.resume}</Button>
        </form>
      )}
    </div>
  );
}
