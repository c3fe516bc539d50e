"use client";

import { useEffect } from "react";
import { dropEntries, dropExpired } from "./entries";

/**
 * Drops what this device still keeps of a survey that takes nothing any more. One that was closed before its time would
 * else be kept until the close that was planned when it was typed.
 */
export function DropKept({ storageKey }: { storageKey: string }) {
  useEffect(() => {
    dropEntries(storageKey);
    dropExpired();
  }, [storageKey]);
  return null;
}
