import type { ProblemCode } from "@/lib/roster/problems";

type Words = { title: string; mend: string };

/** What is wrong in a roster file, and how to mend it. */
export const rosterProblems = {
  "not-text": { title: "This is no text", mend: "Save it as CSV, best in UTF-8, and choose it again." },
  workbook: {
    title: "This is a workbook",
    mend: "Save it as CSV in your spreadsheet program, or copy its cells and paste them.",
  },
  empty: { title: "No lines", mend: "The file needs a header line and at least one line below it." },
  "no-known-columns": {
    title: "None of these columns is known",
    mend: "This looks like another product’s export. Start from a template, and name the columns as it does.",
  },
  "missing-columns": {
    title: "Columns are missing",
    mend: "Add these columns; the template shows where. The unknown columns of the file are listed with the notes, the others are known. If it is another product’s export, start from a template.",
  },
  "duplicate-column": {
    title: "A column is there twice",
    mend: "Keep one of them and remove or rename the other.",
  },
  "unknown-column": { title: "Unknown column, left out", mend: "Nothing to do, unless its name is a slip." },
  "too-many-lines": {
    title: "Too many lines",
    mend: "Import at most 100,000 lines at once, for example unit by unit.",
  },
  "unknown-record": {
    title: "Unknown kind of record",
    mend: "Write unit, person, duo or leader in the column record.",
  },
  "broken-quote": {
    title: "A quote is out of place",
    mend: 'Put the whole cell into quotes and double the quotes inside it: "Ann ""Annie"" Lee".',
  },
  "line-too-long": {
    title: "This line is too long",
    mend: "A line has at most 65,536 bytes. Look whether the file is a CSV with one record a line, and whether a cell holds what belongs into many lines.",
  },
  "too-many-cells": {
    title: "More cells than columns",
    mend: "What is shown stands beyond the last column. Put cells that contain the separator into quotes, or remove what is too much.",
  },
  required: { title: "Empty, but needed", mend: "Fill this cell in." },
  "too-long": { title: "Too long", mend: "Shorten it: ids have at most 100 characters, names 200." },
  invisible: {
    title: "Nothing can be seen",
    mend: "Type at least one character that can be seen, or leave the cell empty where it may be.",
  },
  unreadable: {
    title: "Characters that cannot be stored",
    mend: "Type the cell again without control characters.",
  },
  address: {
    title: "Not a mail address",
    mend: "Write it like ada@company.example, with plain letters before the at sign.",
  },
  "address-hidden-before": {
    title: "A character in the address cannot be seen",
    mend: "It is before the at sign, and may come from a web page or a chat. Type that part of the address anew.",
  },
  "address-hidden-after": {
    title: "A character in the address cannot be seen",
    mend: "It is after the at sign, and may come from a web page or a chat. Type that part of the address anew.",
  },
  "address-end": {
    title: "The address ends with a sign that belongs to none",
    mend: "Take away what is at its end, such as “;” or “.”.",
  },
  "address-dots": {
    title: "A dot too many before the at sign",
    mend: "A dot is neither first nor last there, and no two stand together.",
  },
  "address-query": {
    title: "The link of an address with something after a question mark",
    mend: "Leave out the question mark and what follows it, such as a subject.",
  },
  "address-several": { title: "Several addresses", mend: "Give one address." },
  date: {
    title: "Not a calendar day",
    mend: "Write a day that exists, from 1950 to 2100, as 2026-11-30 or 30.11.2026. With slashes nobody can tell the day from the month.",
  },
  "whole-number": {
    title: "Not a whole number in range",
    mend: "Write a whole number like 6, without decimals (not 5,5): grades from 0 to 100, team sizes from 1 to 10,000.",
  },
  "id-reserved": {
    title: "An id that begins with “moving”",
    mend: "The database uses such ids while people swap theirs. Write another one.",
  },
  "yes-no": { title: "Neither yes nor no", mend: "Write yes or no." },
  "pair-type": {
    title: "Unknown pair type",
    mend: "Write tech-lead-em, staff-senior-em, principal-director, cto-vp, other or not-stated.",
  },
  "time-zone": {
    title: "Unknown time zone",
    mend: "Write the name of a place in the time zone database, for example Europe/Paris, or UTC. A distance from UTC is no place.",
  },
  language: { title: "Not a language", mend: "Write its code, as in en or pt-BR." },
  path: {
    title: "A name in this path is empty",
    mend: "Write units from the top down, like Engineering / Platform.",
  },
  "name-damaged": {
    title: "A name looks damaged",
    mend: "A letter was lost when the file was saved. Save it again as CSV UTF-8, or type the name anew. It is imported as it is otherwise.",
  },
  twice: { title: "Named twice", mend: "Keep one of the two lines." },
  "unit-unknown": { title: "Unknown unit", mend: "Add the unit to the files, or correct the path." },
  "unit-path-taken": {
    title: "Another unit has this place",
    mend: "Use that unit’s id, or move or end that unit in the same import.",
  },
  "unit-name-taken": { title: "Two units with this name under one unit", mend: "Rename one of them." },
  "unit-cycle": {
    title: "A unit below itself",
    mend: "Correct the path: a unit cannot be moved under one of its own units.",
  },
  "unit-too-deep": { title: "Too deep", mend: "A tree has at most 20 levels." },
  "unit-root": {
    title: "This concerns the top unit",
    mend: "The top unit stays on top and does not end. Its name may change by its id.",
  },
  "root-renamed": {
    title: "Your organization’s top unit gets another name",
    mend: "The first part of each path is taken as your whole organization. If it is only a part of it, write the organization’s name before it: Acme / Engineering.",
  },
  "unit-has-units": {
    title: "A unit ends while others below it go on",
    mend: "Move the units below it in the same import, or end them by that day.",
  },
  "unit-has-duos": {
    title: "A unit ends while a duo is in it",
    mend: "Move the duo in the same import, or end it by that day.",
  },
  "unit-ended": {
    title: "This unit has ended or ends earlier",
    mend: "Choose another unit, let this one go on, or end by its day what is in it.",
  },
  "person-erased": {
    title: "The id of somebody who was erased",
    mend: "Take the line out of the file, and out of the system that the file comes from. Another person, or the same one who comes back, needs an id of their own: nothing of before comes back.",
  },
  "address-erased": {
    title: "The address of somebody who was erased",
    mend: "Take the line out of the file, and out of the system that the file comes from. If the same person comes back, or the address is somebody else’s now, add them by hand under Roster, People.",
  },
  "person-unknown": { title: "Unknown person", mend: "Add the person to the files, or correct the id." },
  "person-ended": {
    title: "This person has ended or ends earlier",
    mend: "Choose somebody else, or let the person go on.",
  },
  "person-id-changes": {
    title: "The id of a person changes",
    mend: "Nothing to do if this is the same person: the address is the same, the id is new.",
  },
  "address-twice": { title: "One address for two people", mend: "Give each person an address of their own." },
  "address-elsewhere": {
    title: "This address cannot be used",
    mend: "It is in use outside your organization. Use another one.",
  },
  "address-pending": {
    title: "The new address waits for its person",
    mend: "Nothing to do: they have signed in before, so they confirm it from the old address.",
  },
  "address-in-cycle": {
    title: "This address cannot change in the open cycle",
    mend: "Their partner has begun to answer, and the owner of the new address could read it. Take the address out of this import, and change it after the cycle has closed.",
  },
  "address-of-role": {
    title: "This address belongs to somebody with a role",
    mend: "They have never signed in, so the owner of the new address could take their place. End their roles, change the address, then give the roles again: the people whose results they read are told.",
  },
  "self-ends": {
    title: "You would end yourself",
    mend: "Add your own line, or let another admin import this.",
  },
  "same-person": {
    title: "The same person on both sides",
    mend: "One person in both roles is no duo. Remove the line, or name the two people.",
  },
  "swapped-duo": {
    title: "The same two people the other way round",
    mend: "Swap the two sides, or end the other duo first.",
  },
  "duo-pair-taken": {
    title: "These two people are a duo already",
    mend: "Use that duo’s id, or remove one of the lines.",
  },
  "duo-replaced": {
    title: "A partner is replaced",
    mend: "Nothing to do: the old duo ends with its history, and a new duo begins with a fresh one. Unless you name the new one, it is called after its two people.",
  },
  "duo-ended-differs": {
    title: "An ended duo with other people",
    mend: "Name the two people that this duo has.",
  },
  "ends-before-start": { title: "Ends before it starts", mend: "Correct one of the two dates." },
  "over-already": {
    title: "This is over already",
    mend: "Choose a day to come, until which it goes on, or leave the field empty: it then goes on without an end.",
  },
  "duo-over": {
    title: "This duo has ended meanwhile",
    mend: "Its day has come, or another admin ended it or replaced one of the two. Nothing was changed: open the page again to see how it is now.",
  },
  "grade-distance": {
    title: "Two or more grades apart",
    mend: "You can go on. A duo works best when both are close in seniority; otherwise it turns into one-way coaching.",
  },
  "starts-late": {
    title: "Starts more than a month from now",
    mend: "Nothing to do, unless the date is a slip.",
  },
  "start-after-cycle": {
    title: "A start after the duo’s first cycle",
    mend: "A cycle has asked this duo already, so its start cannot lie ahead. Pause the duo, or leave the date.",
  },
  "leader-self": {
    title: "You would give yourself more to read",
    mend: "You cannot grant yourself a unit, bring a duo or a unit into one that you lead, or change the names and ids by which a later file finds one that you lead. Ask another admin to do it.",
  },
  "leader-ends-later": {
    title: "A leader’s unit ends at once or not at all",
    mend: "Leave ended_on empty until the day has come.",
  },
  "leader-of-ended-unit": {
    title: "A leader loses a unit that ends",
    mend: "Nothing to do: leaders of the units above still read it.",
  },
  "ended-unknown": { title: "Ended and unknown, left out", mend: "Nothing to do." },
} satisfies Record<ProblemCode, Words>;
