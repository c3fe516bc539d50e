import { type KeptPlace, keepAt } from "../kept/kept";
import type { Kept } from "./kept-answers";

/** Begins a visit to a survey on this device. */
export const keepSurvey = (place: KeptPlace) =>
  keepAt<Kept>(place, ({ answers, items, open }) => [answers, items, open]);
