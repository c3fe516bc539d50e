import { proveRoster } from "./prove";

/** `npm run proof -- roster` */
export const run = async () => proveRoster("whole");
