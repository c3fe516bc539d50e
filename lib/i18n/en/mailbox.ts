/** The demo's page of the mail that it does not send. */
export const mailbox = {
  title: "The demo’s mail",
  lede: "The demo sends no mail. This is what its people would have got, newest first, at each reader’s own time. Anything you do is here within a minute.",
  link: "See the mail that the demo would have sent",
  none: "Nothing yet. Submit a survey or open a cycle, and come back in a minute.",
  to: "To",
  at: "At",
  back: "Back to the demo’s people",
};
