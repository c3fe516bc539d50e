import { proveRootShares } from "./prove";

/** `npm run proof -- root-shares` */
export const run = async () => proveRootShares("whole");
