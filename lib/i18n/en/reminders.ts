/** The page that a reminder's last link opens. */
export const reminders = {
  title: "Reminders",
  text: {
    on: "You get reminders while a survey of yours is open: four at most in a cycle, besides those that your program’s admin asks for, at most once in two weeks, and only while you have not submitted.",
    off: "You get no reminders. Invitations to a new cycle still arrive.",
  },
  stop: "Stop reminders",
  resume: "Get reminders again",
  unknown: "This link is not complete. Open it again from the mail, or copy all of it.",
};
