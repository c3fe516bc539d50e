// How somebody signs in, among what is stored about them.
export const passkeys = {
  title: "Your passkeys",
  note: "What you sign in with beside a mail. The key itself stays on your device; the server has its public half.",
  fields: {
    counter: "Times used, where the device counts",
    transports: "How a browser reaches the device",
    name: "Name",
    created_at: "Added",
    last_used_at: "Last used",
  },
};

export const sessions = {
  title: "Where you are signed in",
  note: "One entry for each browser. The token itself is stored as a hash only.",
  fields: { expires: "Ends", created_at: "Signed in", method: "By what" },
};
