"use client";

import { useEffect } from "react";
import { dropEntries, dropExpired } from "./entries";

/** Drops what this device still keeps of a survey whose answers its person withdrew. */
export function DropKept({ storageKey }: { storageKey: string }) {
  useEffect(() => {
    dropEntries(storageKey);
    dropExpired();
  }, [storageKey]);
  return null;
}
