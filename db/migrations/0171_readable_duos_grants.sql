-- What a row carries of the one before (previous_status, previous_level, last_status_cycle_id) and where that stood are read
-- through readable_duos alone: a duo that moved had its row before in a unit whose leaders are others.
REVOKE SELECT ON published_duos FROM twofold_app;--> statement-breakpoint
GRANT SELECT (org_id, cycle_id, duo_id, unit_id, lineage, ic_person_id, manager_person_id, sharing_mode, display_name, search_name,
  pair_type, grade_distance, tenure_months, line_manager, team_size, platform, complete, status, reason, since_cycle_id, since_on,
  since_from_on, since_to_on, status_cycles, fall, level, level_band, agreement, dimension_bands) ON published_duos TO twofold_app;--> statement-breakpoint
GRANT SELECT ON readable_duos TO twofold_app;
