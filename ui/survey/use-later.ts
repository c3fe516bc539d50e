import { useLoaded } from "../use-loaded";

/** The later parts of the survey. */
export type Later = typeof import("./later");

const load = () => import("./later");

/** The later parts, or undefined until they are here. */
export const useLater = (): Later | undefined => useLoaded(load);
