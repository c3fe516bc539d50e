/**
 * What the simulation assumes about people, duos and answers; points are on 0..100.
 *
 * Given by measurement specification 3.1: person SD and partner correlation, the wobble's SD and φ, usual and chronic
 * response, sizes of events, numbers of duos and cycles. Not given there. Chosen so that the scores have alpha .845,
 * an alpha-based SEM of 5.9, retest noise of 6.4 and about 7.7 over two to five cycles: dimension effects, mood, item
 * noise, each person's own wobble, drift, missing items. Chosen so that the tiers of 3.3 come out: share and onset
 * of events, how much response falls, and that partners move apart from the gap they have.
 */
export const assumptions = {
  duos: 500,
  cycles: 12,
  mean: 64,
  person: { sd: 14, partnerCorrelation: 0.4 },
  /** Lasting leanings towards single dimensions: what both partners share, and one's own. */
  duoDimensionSd: 6.5,
  personDimensionSd: 7,
  /** One person's survey day, all items alike. */
  moodSd: 3.8,
  itemNoiseSd: 16.8,
  /** Slow ups and downs, AR(1) with these stationary SDs: the duo's, shared by both partners, and each person's own. */
  wobble: { duoSd: 3, personSd: 1.5, phi: 0.6 },
  /** Random walk of the whole company, per cycle. */
  companyDriftSd: 0.7,
  response: { usual: 0.87, chronic: 0.5, chronicShare: 0.08, lossPerPoint: 0.0065 },
  cantSayShare: 0.02,
  noDisagreementShare: 0.15,
  /** Share of the duos that live through each event; the rest are stable. */
  eventShare: 0.04,
  onset: { first: 5, last: 6 },
  eventLength: 6,
  detectionWindow: 6,
  declinePerCycle: 2.5,
  drop: 15,
  /** Of the gap, half of it on each side. */
  apartPerCycle: 4,
  sourPerCycle: 4,
} as const;
