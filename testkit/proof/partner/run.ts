import { provePartner } from "./prove";

/** `npm run proof -- partner` */
export const run = async () => provePartner("whole");
