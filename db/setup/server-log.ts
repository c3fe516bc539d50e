/**
 * Settings under which PostgreSQL's log quotes nothing that people typed: no statement, no parameter, and no message of
 * an error, which may hold a value. db/setup/roles.sql sets the same for each role where it may.
 */
export const quietLog = {
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  log_min_duration_statement: "-1",
  log_min_duration_sample: "-1",
  log_transaction_sample_rate: "0",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  debug_print_parse: "off",
  debug_print_rewritten: "off",
  debug_print_plan: "off",
} as const;

type Setting = keyof typeof quietLog;

/** Values that quote nothing either. */
const asQuiet: Partial<Record<Setting, readonly string[]>> = {
  log_min_messages: ["fatal", "panic"],
  log_min_error_statement: ["fatal"],
};

/** The first setting of a session, by its name and value, under which the log may quote input; undefined for none. */
export function loudSetting(session: Readonly<Record<Setting, string>>): Setting | undefined {
  const names = Object.keys(quietLog) as Setting[];
  return names.find((name) => session[name] !== quietLog[name] && !asQuiet[name]?.includes(session[name]));
}
