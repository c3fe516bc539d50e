import { handler } from "@/server/http/action";
import { readUpload } from "@/server/http/request";
import { receiveImportFile } from "@/server/roster/uploads";

/** Takes one file of an import in as it is: the only address with a larger limit than other bodies have. */
export const PUT = handler(
  (viewer, { params, query, body }) => receiveImportFile(viewer, { ...query, ...params }, body as Uint8Array),
  { readBody: readUpload },
);
