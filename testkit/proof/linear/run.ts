import { proveLinear } from "./prove";

/** `npm run proof -- linear` */
export const run = async () => proveLinear("whole");
