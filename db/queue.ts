import pg from "pg";
import { type JobName, jobNames } from "@/lib/domain/jobs";

export const queueSchema = "graphile_worker";

/**
 * The only way of the other roles to the queue, run with the worker's rights: known names, and the organization of the
 * session. Signing in has no organization yet and may only send mail. A job that still waits for the same subject is
 * not added again. The owner's `retry_job` comes here in the app's session. Run as the worker role after the
 * queue's own migrations.
 */
export async function installEnqueue(worker: pg.ClientBase): Promise<void> {
  const names = jobNames.map((name) => pg.escapeLiteral(name)).join(", ");
  await worker.query(`revoke execute on all functions in schema ${queueSchema} from public`);
  await worker.query(`
    create or replace function ${queueSchema}.twofold_enqueue(job text, org uuid, subject uuid)
    returns void language plpgsql security definer set search_path = pg_catalog, ${queueSchema}, pg_temp as $$
    begin
      if job not in (${names}) then
        raise exception 'unknown job' using errcode = 'invalid_parameter_value';
      end if;
      if session_user = 'twofold_auth' and job <> 'send-mail'
        or session_user <> 'twofold_auth' and org is distinct from nullif(current_setting('twofold.org_id', true), '')::uuid
      then
        raise exception 'a job of another organization' using errcode = 'insufficient_privilege';
      end if;
      perform ${queueSchema}.add_job(
        job,
        json_build_object('orgId', org, 'subjectId', subject),
        job_key := concat_ws(':', job, org, subject),
        max_attempts := 12
      );
    end $$`);
  const callers = "twofold_app, twofold_auth, twofold_publisher, twofold_owner";
  await worker.query(`grant usage on schema ${queueSchema} to ${callers}`);
  await worker.query(
    `grant execute on function ${queueSchema}.twofold_enqueue(text, uuid, uuid) to ${callers}`,
  );
}

/** Adds a job inside the caller's transaction, as the app, auth or publisher role. */
export async function enqueue(
  client: pg.ClientBase,
  job: JobName,
  { orgId, subjectId }: { orgId: string; subjectId: string },
): Promise<void> {
  await client.query(`select ${queueSchema}.twofold_enqueue($1, $2, $3)`, [job, orgId, subjectId]);
}
