"use client";

import { type ReactNode, useId, useRef } from "react";
import { Button, type ButtonKind, type ButtonSize } from "./button";

type Props = {
  /** The verb on the button, and again on the one that does it. */
  label: string;
  title: string;
  /** What will happen and whether it can be undone. */
  children: ReactNode;
  cancelWord: string;
  action: (form: FormData) => void | Promise<void>;
  /** Values the action receives. */
  fields?: Readonly<Record<string, string>>;
  kind?: ButtonKind;
  size?: ButtonSize;
};

/** An act that asks first, in the browser's own dialog. */
export function ConfirmButton({
  label,
  title,
  children,
  cancelWord,
  action,
  fields = {},
  kind,
  size,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  return (
    <>
      <Button kind={kind} size={size} onClick={() => dialog.current?.showModal()}>
        {label}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={heading}
        className="m-auto w-full max-w-md rounded-xl border border-line bg-paper p-6 text-ink backdrop:bg-black/50"
      >
        <form action={action} onSubmit={() => dialog.current?.close()} className="flex flex-col gap-4">
          <h2 id={heading} className="text-title">
            {title}
          </h2>
          <div className="text-ink-2">{children}</div>
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="flex flex-wrap justify-end gap-2">
            <Button kind="secondary" onClick={() => dialog.current?.close()}>
              {cancelWord}
            </Button>
            <Button type="submit" kind={kind}>
              {label}
            </Button>
          </div>
        </form>
      </dialog>
    </>
  );
}
