import { proveGrants } from "./prove";

/** `npm run proof -- grants` */
export const run = async () => proveGrants("whole");
