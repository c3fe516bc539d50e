import { handler } from "@/server/http/action";

/** Whether the page that asks was made for the person who is signed in now: 204, or 409 with that person's name. */
export const GET = handler(async () => undefined, { onlyForItsPage: true });
