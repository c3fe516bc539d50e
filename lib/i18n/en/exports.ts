import type { FileColumn } from "@/lib/insights/export";

/** CSV files: meaning of their columns, for the data dictionary that is downloaded with them, and why there is none now. */
export const exports = {
  busy: "Other files are being sent at this moment, or another one of yours. Go back and try again in a few seconds.",
  head: { table: "table", column: "column", meaning: "meaning" },
  columns: {
    cycle: "Number of the cycle in the organization, from 1.",
    cycle_opened_at: "When the cycle opened, in UTC.",
    questions_version:
      "Version of the questions that the cycle asked. One that ends in -linking asked both wordings of what the next version words anew, and counted the old one.",
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
    since_from_on:
      "For diverging: first day of the earliest cycle in which the change is likely to have begun (80% interval); empty otherwise.",
    since_to_on: "First day of the latest such cycle.",
    level_fall:
      "For declining: points by which the level fell since the change began, to the nearest 5; empty otherwise. By how much two views moved apart is never given.",
    level: "0 to 100, to the nearest 5 points; empty without a status or with too little data.",
    agreement:
      "How shared the view is, from shared questions over up to three cycles, against random pairs: low (wide gap), some, high (same view).",
    last_status_on:
      "For an incomplete duo: first day of the last cycle in which it had a status; empty if it never had one that you may read.",
    months_together: "Whole months the duo had existed when the cycle opened.",
    grades_apart:
      "Steps between the two grades on the one ladder, without a direction; empty when not stated.",
    line_manager: "t when the manager is the other partner’s line manager, else f.",
    team_size: "People in the team: to-5, 6-to-10 or over-10; empty when not stated.",
    platform_team: "t when the duo’s unit is a platform team, else f.",
    cycles_in_status: "Cycles the status has lasted, this one included.",
    previous_status:
      "Status of the last cycle in which the duo was complete; empty where you may not read that row.",
    previous_level: "Level of that cycle; empty where you may not read that row.",
    previous_status_on: "First day of that cycle; empty where you may not read the duo’s row of it.",
    complete_in_both:
      "t when the duo is complete in the cycle before too, as the counts of changes ask; f when its last status is older.",
    level_band: "low below 40, middle, high from 70.",
    band_disc:
      "Discussion quality, as a band from shared questions over up to three cycles: low below 40, middle, high from 70.",
    band_strat: "Strategy as peers, as a band.",
    band_sound: "Sounding board, as a band.",
    band_team: "One team, as a band.",
    band_incl: "Right people at the table, as a band.",
    band_info: "Timely information, as a band.",
    band_align: "Direction, as a band.",
    band_cust: "Custody of engineering’s voice, as a band.",
    measure:
      "level; dimension:CODE (nine of them); status:CODE and agreement:BAND; participation, in percent of enrolled duos; watch, among the duos that can be on watch; kept, the share of the promises that were due which both partners say were kept, each duo counting once; in private cycles also participation by side and one-voice for the whole company; own:1 and own:2, the mean of an organization’s own question whose answers nobody reads, from 0 for its first answer to 100 for its last, and own:1:a and so on, the share of all answers that chose the first option, the second and so on.",
    question:
      "Of measures own:… the question as the cycle asked it, with {P} for the partner’s first name; else empty.",
    answer: "Of measures own:…:a and so on the option whose share it is; else empty.",
    value:
      "A mean, a count of duos, or percent; empty where hidden or where bands are shown. Trust and the means of private cycles are coarse: to the nearest 5 points below 20 duos, and 10 and 90 mean 10 or less and 90 or more. Those of own questions are always to the nearest 5 points.",
    low: "Lower end of a 95% interval: of a mean, or of the share of a count in percent (Wilson’s).",
    high: "Upper end of it.",
    duos_low: "Duos whose band of the dimension is low.",
    duos_middle: "Duos whose band of the dimension is middle.",
    duos_high: "Duos whose band of the dimension is high.",
    only_duos_with:
      "Attributes that the view was narrowed to, as name=value: pair, grade (same, one, more), tenure (new under 6 months, settled under 24, long), line, team, platform, agreement; empty for all duos.",
    attribute: "What duos are told apart by: grade, pair, tenure, line, team or platform.",
    kind: "The value of the attribute.",
    multiplying: "Complete duos of the kind that multiply.",
    multiplying_low: "Lower end of the 95% interval of their share, in percent (Wilson’s).",
    multiplying_high: "Upper end of it.",
    multiplying_verdict:
      "more or less often than the other kinds of the attribute, beyond chance over all comparisons of the page; else not-distinguishable; empty where nothing is compared.",
    diverging: "Complete duos of the kind that diverge.",
    diverging_low: "Lower end of the 95% interval of their share, in percent (Wilson’s).",
    diverging_high: "Upper end of it.",
    diverging_verdict: "As multiplying_verdict.",
    median_level: "Median of the levels that the rows show; empty without one.",
    agreement_low: "Duos of the kind with a wide gap between the two views.",
    agreement_some: "Duos of the kind with some agreement.",
    agreement_high: "Duos of the kind with the same view.",
    verdict:
      "Against the company: above or below with more than 90% certainty, else not-distinguishable; empty where the comparison would say too much.",
    share_band: "Share of the counted duos in percent: to-20, to-50, under-80 or from-80.",
    duos_counted: "Duos behind the figure.",
    duos_enrolled: "Duos enrolled in the unit in this cycle.",
    hidden_because:
      "no-duos; too-few (below five duos or six people); too-few-others (beside the duos of a leader who may read it); complementary (a few other duos could be worked out); not-offered (not for some duos alone); not-readable (you could work out single duos); not-begun (it needs more cycles: watch begins with trends).",
    group: "acted: an action was noted in time for these duos that began to diverge; others: none was.",
    duos_followed: "Duos of the group that were followed over three cycles.",
    duos_out: "Of these, duos with another state than diverging in one of the three cycles.",
    out_low: "Lower end of the 95% interval of their share, in percent (Wilson’s); empty with too few duos.",
    out_high: "Upper end of it.",
    group_verdict:
      "Whether those with an action were out of it more or less often than the others, beyond chance; else not-distinguishable; empty with fewer than five duos in a group.",
    from_cycle: "Number of the earlier cycle.",
    from_cycle_opened_at: "When it opened, in UTC.",
    from: "Status in the earlier cycle; empty for an incomplete one.",
    to: "Status in the later cycle; empty for an incomplete one.",
    duos: "How many duos took this step.",
  } satisfies Record<FileColumn, string>,
};
