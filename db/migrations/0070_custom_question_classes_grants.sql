-- The class is given with a question and is in no UPDATE grant: it never changes.
GRANT INSERT (answer_class) ON custom_questions TO twofold_app;--> statement-breakpoint
GRANT SELECT ON custom_questions, cycle_questions TO twofold_publisher;
