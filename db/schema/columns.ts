import { timestamp, uuid } from "drizzle-orm/pg-core";

/** Tenant key; leads every primary key so that a distributed Postgres can route by it. */
export const orgId = () => uuid("org_id").notNull();
export const instant = (name: string) => timestamp(name, { withTimezone: true });
