/**
 * What the simulation assumes about people, duos and answers. Points are on a scale from 0 to 100.
 *
 * docs/measurement.md 3.1 gives the person SD and the partners' correlation, SD and φ of the wobble, usual and chronic
 * response, the share of stable duos, the sizes of events and the numbers of duos and cycles. The rest is chosen. Dimension
 * effects, mood, item noise, each person's own wobble, drift and missing items are such that the scores have alpha .845, an
 * alpha-based SEM of 5.9, retest noise of 6.4 and noise of about 7.7 over two to five cycles. How the changing duos are
 * divided among the kinds of events, the four cycles in which an event may begin, and how much response falls, are such that
 * the rates of the base world in docs/measurement.md 3.3 result; the other worlds are not adjusted.
 */
export const assumptions = {
  duos: 500,
  cycles: 12,
  cyclesPerYear: 12,
  mean: 64,
  person: { sd: 14, partnerCorrelation: 0.4 },
  /** SD of lasting deviations on single dimensions that both partners share. */
  duoDimensionSd: 6.5,
  /** SD of each person's own such deviations. */
  personDimensionSd: 7,
  /** SD of a person's mood on the day of the survey, which moves all items alike. */
  moodSd: 3.8,
  itemNoiseSd: 16.8,
  /** Slow ups and downs: AR(1) series with these stationary SDs, one for both partners and one for each person. */
  wobble: { duoSd: 3, personSd: 1.5, phi: 0.6 },
  /** SD of the whole company's random walk, per cycle. */
  companyDriftSd: 0.7,
  /** Points by which the whole company moves at once in a cycle; none in the base world. */
  companyStep: { points: 0, cycle: 7 },
  response: { usual: 0.87, chronic: 0.5, chronicShare: 0.08, lossPerPoint: 0.0065 },
  cantSayShare: 0.02,
  noDisagreementShare: 0.15,
  /** Share of the duos that have each of the six kinds of events; the others are stable. */
  eventShare: 0.04,
  onset: { first: 4, last: 7 },
  eventLength: 6,
  detectionWindow: 6,
  declinePerCycle: 2.5,
  drop: 15,
  /** Points by which the gap widens, half of them on each side. */
  apartPerCycle: 4,
  sourPerCycle: 4,
};
/** What one simulated world assumes. */
export type World = Readonly<typeof assumptions>;
