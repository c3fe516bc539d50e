"use client";

import { useRef } from "react";
import { Button } from "../button";
import { ConfirmDialog } from "../confirm-dialog";

type Props = {
  text: Readonly<Record<"remove" | "removeTitle" | "removeText" | "cancel", string>>;
  disabled: boolean;
};

/** In a form that saves: asks before it submits the form as `remove`. */
export function RemoveButton({ text, disabled }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button kind="quiet" disabled={disabled} onClick={() => dialog.current?.showModal()}>
        {text.remove}
      </Button>
      <ConfirmDialog
        ref={dialog}
        name="remove"
        kind="danger"
        title={text.removeTitle}
        label={text.remove}
        cancelWord={text.cancel}
      >
        {text.removeText}
      </ConfirmDialog>
    </>
  );
}
