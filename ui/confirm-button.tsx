"use client";

import { type ReactNode, useRef } from "react";
import { Button, type ButtonKind, type ButtonSize } from "./button";
import { ConfirmDialog } from "./confirm-dialog";
import { HiddenFields } from "./hidden-fields";
import { keptUntilClose } from "./kept/form-fields";

type Props = {
  /** The verb on the button, and again on the one in the dialog. */
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
  /** The close of the cycle that the form belongs to. */
  closesAt?: Date;
  /** There is nothing to do: the dialog says why, and only closes. */
  idle?: boolean;
};

/** A button that asks in a dialog before it runs its action. */
export function ConfirmButton({ label, children, action, fields = {}, closesAt, idle, ...rest }: Props) {
  const { kind, size, ...dialogProps } = rest;
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <form
      {...(closesAt && keptUntilClose(closesAt))}
      action={action}
      onSubmit={() => dialog.current?.close()}
      className="contents"
    >
      <Button
        kind={kind}
        size={size}
        className="whitespace-nowrap"
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </Button>
      <HiddenFields values={fields} />
      <ConfirmDialog ref={dialog} label={idle ? undefined : label} kind={kind} {...dialogProps}>
        {children}
      </ConfirmDialog>
    </form>
  );
}
