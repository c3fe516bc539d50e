import { type ReactNode, type RefObject, useId } from "react";
import { Button, type ButtonKind } from "./button";

type Props = {
  ref: RefObject<HTMLDialogElement | null>;
  title: string;
  /** What will happen and whether it can be undone. */
  children: ReactNode;
  cancelWord: string;
  /** The verb on the button that submits the form around the dialog; none where there is nothing to do. */
  label: string | undefined;
  kind?: ButtonKind;
  /** Name of that button, where the form has another one: its action is then not held up by fields that lack something. */
  name?: string;
};

/** A dialog that asks before the form around it is submitted. */
export function ConfirmDialog({ ref, title, children, cancelWord, label, kind, name }: Props) {
  const heading = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={heading}
      className="m-auto w-[calc(100%-2rem)] max-w-md rounded-xl border border-edge bg-paper p-6 text-ink backdrop:bg-black/60"
    >
      <div className="flex flex-col gap-4">
        <h2 id={heading} className="text-title">
          {title}
        </h2>
        <div className="text-ink-2">{children}</div>
        <div className="flex flex-wrap justify-end gap-2">
          <Button kind="secondary" onClick={() => ref.current?.close()}>
            {cancelWord}
          </Button>
          {label !== undefined && (
            <Button
              type="submit"
              kind={kind}
              name={name}
              value={name && "yes"}
              formNoValidate={name !== undefined}
            >
              {label}
            </Button>
          )}
        </div>
      </div>
    </dialog>
  );
}
