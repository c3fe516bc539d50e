import { proveLattice } from "./prove";

/** `npm run proof -- lattice` */
export const run = async () => proveLattice("whole");
