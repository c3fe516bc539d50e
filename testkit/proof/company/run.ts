import { proveCompany } from "./prove";

/** `npm run proof -- company` */
export const run = async () => proveCompany("whole");
