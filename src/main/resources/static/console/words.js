// All that the page says, in both languages.
const WORDS = {
  en: {
    sandboxText: "networks and desks here are made up, for trying out.", sandboxLink: "Play customer and agent",
    accounts: "Channels and desks", routes: "Routes that do not run", counts: "States", dead: "Dead letters", unrouted: "Unrouted",
    unroutedText: "No route takes these; add one to routes/.", messages: "Last messages", back: "← Overview",
    course: "Course", none: "None.", replay: "Send again", replayed: "On its way", story: "Whole story", more: "More",
    channel: "channel", desk: "desk", kinds: {messages: "Messages", comments: "Comments", replies: "Replies", notes: "Notes",
      acknowledgements: "Acknowledgements"},
    items: {message: "Message", comment: "Comment", reply: "Reply", note: "Note", acknowledgement: "Acknowledgement", link: "Ticket"},
    states: {waiting: "waiting", ticketed: "ticket opened", appended: "in the ticket", dismissed: "dismissed", dead: "dead letter",
      replied: "became a reply", published: "published", refused: "refused", failed: "failed", uncertain: "uncertain",
      written: "written", linked: "linked", sent: "sent", expired: "too late",
      withheld: "not sent", up: "works", down: "does not work", paused: "paused", unknown: "not asked yet"},
    since: "since", unreachable: "The hub does not answer: ", other: ["de", "Deutsch"],
  },
  de: {
    sandboxText: "Netze und Helpdesks sind hier erfunden, zum Ausprobieren.", sandboxLink: "Kunde und Agent spielen",
    accounts: "Kanäle und Helpdesks", routes: "Routen, die nicht laufen", counts: "Zustände", dead: "Unzustellbar", unrouted: "Ohne Route",
    unroutedText: "Keine Route nimmt diese an; eine in routes/ ergänzen.", messages: "Letzte Nachrichten",
    back: "← Übersicht", course: "Verlauf", none: "Keine.", replay: "Noch einmal senden", replayed: "Unterwegs",
    story: "Ganze Geschichte", more: "Mehr", channel: "Kanal", desk: "Helpdesk",
    kinds: {messages: "Nachrichten", comments: "Kommentare", replies: "Antworten", notes: "Notizen",
      acknowledgements: "Eingangsbestätigungen"},
    items: {message: "Nachricht", comment: "Kommentar", reply: "Antwort", note: "Notiz", acknowledgement: "Eingangsbestätigung", link: "Ticket"},
    states: {waiting: "wartet", ticketed: "Ticket eröffnet", appended: "im Ticket", dismissed: "verworfen", dead: "unzustellbar",
      replied: "wurde Antwort", published: "veröffentlicht", refused: "abgelehnt", failed: "gescheitert", uncertain: "ungewiss",
      written: "geschrieben", linked: "verbunden", sent: "gesendet",
      expired: "zu spät", withheld: "nicht gesendet", up: "arbeitet", down: "arbeitet nicht", paused: "angehalten",
      unknown: "noch nicht gefragt"},
    since: "seit", unreachable: "Der Hub antwortet nicht: ", other: ["en", "English"],
  },
};

const asked = new URLSearchParams(location.search).get("lang");
export const language = WORDS[asked] ? asked : (navigator.language || "en").startsWith("de") ? "de" : "en";
export const words = WORDS[language];
