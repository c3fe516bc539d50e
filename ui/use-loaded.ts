import { useEffect, useState } from "react";

/**
 * Code that no page waits for, or undefined until it is here: asked for once the page runs, and when a lost
 * connection is back.
 */
export function useLoaded<Code>(load: () => Promise<Code>): Code | undefined {
  const [loaded, setLoaded] = useState<Code>();
  useEffect(() => {
    const begin = () => void load().then(setLoaded, () => undefined);
    begin();
    window.addEventListener("online", begin);
    return () => window.removeEventListener("online", begin);
  }, [load]);
  return loaded;
}
