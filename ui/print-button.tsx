"use client";

import { Button } from "./button";

/** Prints the page; without scripts the browser's own print command does. */
export function PrintButton({ word }: { word: string }) {
  return (
    <Button kind="quiet" size="small" onClick={() => window.print()}>
      {word}
    </Button>
  );
}
