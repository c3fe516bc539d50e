import type { FileColumn } from "@/lib/insights/export";

/** CSV files: meaning of their columns, for the data dictionary that is downloaded with them, and why there is none now. */
export const exports = {
  busy: "Other files are being sent at this moment, or another one of yours. Go back and try again in a few seconds.",
  head: { table: "table", column: "column", meaning: "meaning" },
  columns: {
    cycle: "Number of the cycle in the organization, from 1.",
    cycle_opened_at: "When the cycle opened, in UTC.",
    duo_id: "The duo, the same in every file and cycle.",
    duo: "Name of the duo when the cycle opened.",
    unit_id: "The unit, the same in every file and cycle.",
    unit: "Name of the unit when the cycle opened.",
    pair_type:
      "Kind of pair: tech-lead-em, staff-senior-em, principal-director, cto-vp, other, not-stated. For unit figures: all, or one kind where showing it is safe.",
    status:
      "multiplying, steady, strained, diverging, not-enough-data, or incomplete when not both partners submitted.",
    reason:
      "Why, joined with +: low, one-side, split for strained; declining, apart, both for diverging; empty otherwise.",
    since_on: "First day of the cycle since which the status holds.",
    level: "0 to 100, to the nearest 5 points; empty without a status or with too little data.",
    agreement: "How shared the view is, against random pairs: low (wide gap), some, high (same view).",
    months_together: "Whole months the duo had existed when the cycle opened.",
    grades_apart:
      "Steps between the two grades on the one ladder, without a direction; empty when not stated.",
    cycles_in_status: "Cycles the status has lasted, this one included.",
    previous_status: "Status of the last cycle in which the duo was complete.",
    previous_level: "Level of that cycle.",
    level_band: "low below 40, middle, high from 70.",
    band_disc: "Discussion quality, as a band from shared questions: low below 40, middle, high from 70.",
    band_strat: "Strategy as peers, as a band.",
    band_sound: "Sounding board, as a band.",
    band_team: "One team, as a band.",
    band_incl: "Right people at the table, as a band.",
    band_info: "Timely information, as a band.",
    band_align: "Direction, as a band.",
    band_cust: "Custody of engineering's voice, as a band.",
    measure:
      "level; dimension:CODE (nine of them); status:CODE and agreement:BAND, counts of duos; participation and one-voice, shares of enrolled duos in percent; watch, a count.",
    value:
      "Whole points of a mean, whole percent of a share, or a count; empty where hidden or only a band is shown.",
    low: "Lower end of the 95% interval: points of a mean, percent of a count's share.",
    high: "Upper end of it.",
    best_estimate: "The mean drawn towards the company, the more so the fewer duos it stands on.",
    verdict: "Against the company: above or below with more than 90% certainty, else not-distinguishable.",
    share_band: "In private mode: share of complete duos, to-20, to-50, under-80 or from-80 percent.",
    duos_counted: "Duos the figure stands on.",
    duos_enrolled: "Duos enrolled in the unit in this cycle.",
    hidden_because:
      "no-duos; too-few (below five duos or six people); complementary (a hidden neighbour could be worked out).",
    from: "Status in the earlier cycle; empty for an incomplete one.",
    to: "Status in the later cycle; empty for an incomplete one.",
    duos: "How many duos took this step.",
  } satisfies Record<FileColumn, string>,
};
