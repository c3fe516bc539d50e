import { useEffect, useState } from "react";

/** The later parts, loaded once the page runs and again when a lost connection is back. */
export type Later = typeof import("./later");

/** The later parts of the survey, or undefined until they are here. */
export function useLater(): Later | undefined {
  const [later, setLater] = useState<Later>();
  useEffect(() => {
    const load = () => void import("./later").then(setLater, () => undefined);
    load();
    window.addEventListener("online", load);
    return () => window.removeEventListener("online", load);
  }, []);
  return later;
}
