import { ENDS } from "../publication/ends";
import type { Language } from "./sentence";

/** "64"; a masked mean at an end: "10 or less". */
export function meanWords(value: number, masked: boolean, { words, format }: Language): string {
  const whole = format.whole(value);
  if (masked && value <= ENDS.low) return words.charts.orLess(whole);
  return masked && value >= ENDS.high ? words.charts.orMore(whole) : whole;
}
