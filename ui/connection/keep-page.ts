/** What was asked for and got no answer; `again` asks once more. */
export type Unreached = { readonly again: () => void };
type Tell = (unreached: Unreached | undefined) => void;

/**
 * Keeps the page where what it leads to cannot be reached: the browser would show a page of its own in its place. What the
 * router asks for waits, and goes on by itself once the connection is back; a plain link or form goes on when its reader
 * says so. `tell` is told what waits, and undefined once nothing does. Returns the function that ends it.
 */
export function keepPage(tell: Tell): () => void {
  const send = window.fetch;
  const requests = waitingRequests(tell);
  window.fetch = async (...request) => {
    for (;;) {
      const began = requests.returns();
      try {
        const answer = await send(...request);
        if (isOfRouter(request[1])) requests.onAnswer();
        return answer;
      } catch (error) {
        if (!isOfRouter(request[1]) || !(error instanceof TypeError)) throw error;
        // Where it came back while this one was failing, nothing else would send it again.
        if (requests.returns() === began) await requests.next();
      }
    }
  };
  const { giveUp } = requests;
  const hold = (event: Event, goOn: () => void) => {
    event.preventDefault();
    event.stopPropagation();
    giveUp();
    tell({
      again: () => {
        tell(undefined);
        goOn();
      },
    });
  };
  const onClick = (event: MouseEvent) => {
    const link = navigator.onLine ? undefined : linkOf(event);
    if (link) hold(event, () => link.click());
  };
  const onSubmit = (event: SubmitEvent) => {
    const form = event.target as HTMLFormElement;
    if (!navigator.onLine && form.matches(leavingForm)) hold(event, () => form.requestSubmit());
    else giveUp();
  };
  const ended = new AbortController();
  window.addEventListener("click", onClick, { capture: true, signal: ended.signal });
  window.addEventListener("submit", onSubmit, { capture: true, signal: ended.signal });
  window.addEventListener("online", requests.onBack, { signal: ended.signal });
  return () => {
    window.fetch = send;
    ended.abort();
  };
}

/** What the router asked for and waits until it is sent again, all at once. */
function waitingRequests(tell: Tell) {
  let waiting: (() => void)[] = [];
  let returns = 0;
  const again = () => {
    const all = waiting;
    waiting = [];
    tell(undefined);
    for (const goOn of all) goOn();
  };
  return {
    /** How often the connection came back. */
    returns: () => returns,
    next: () =>
      new Promise<void>((goOn) => {
        waiting.push(goOn);
        tell({ again });
      }),
    onAnswer: () => {
      if (waiting.length === 0) tell(undefined);
    },
    onBack: () => {
      returns++;
      if (waiting.length > 0) again();
    },
    /** What its reader asks for later counts: what waits would go on in its place, and hold up the answer of a form. */
    giveUp: () => {
      if (waiting.length === 0) return;
      waiting = [];
      tell(undefined);
      window.history.replaceState(null, "", window.location.href);
    },
  };
}

/** A form that leads to another page, and has no notice of its own. */
const leavingForm = "form[action^='/'], form[data-leaves]";

/**
 * A page that the router asks for. An action of a form is answered beside it: sent twice, it might do twice
 * what it does.
 */
function isOfRouter(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers);
  return headers.has("rsc") && !headers.has("next-action") && !init?.signal?.aborted;
}

/** The link of a plain click that leads to another page of the product. */
function linkOf({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
  if (!link || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return undefined;
  const { origin, pathname, search } = window.location;
  const isHere = link.pathname === pathname && link.search === search && link.hash !== "";
  return link.origin === origin && (!link.target || link.target === "_self") && !isHere ? link : undefined;
}
