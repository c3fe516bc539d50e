import { DomainError } from "@/server/errors";
import { handler } from "@/server/http/action";
import { exportResponse, signInAgainFor } from "@/server/http/export-response";
import { openOwnDataFile } from "@/server/personal-data/file";

/** What is stored about the signed-in person, as JSON or CSV. A sign-in older than an hour is renewed first. */
export const GET = handler(async (viewer, { query }) => {
  try {
    return exportResponse(await openOwnDataFile(viewer, query));
  } catch (error) {
    if (error instanceof DomainError && error.code === "sign-in-again")
      return signInAgainFor("/account/data");
    throw error;
  }
});
