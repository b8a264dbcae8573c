// What the page says, in the languages it speaks.
const words = {
  en: {
    lead: 'A playground inside this computer. Nothing leaves it: no real network, no real help desk.',
    language: 'Language', customer: 'Customer', network: 'Network', youAre: 'You are @', directMessages: 'Direct messages', files: 'Attached: {0}', mails: 'Mails: {0}',
    yourPost: 'Your post', example: 'Insert an example', send: 'Send', timeline: 'Posts on the network', reply: 'Reply',
    replyTo: 'Your reply to {0}', cancel: 'Cancel', brand: 'the brand',
    agent: 'Agent Mia', desk: 'Desk', mailbox: 'Mailbox', tickets: 'Tickets', comments: 'What was said in the ticket',
    visibility: 'Who may read it', publicAnswer: 'Public answer', internalNote: 'Internal note', yourAnswer: 'Your words',
    sendPublic: 'Answer in public', sendInternal: 'Save note', isPublic: 'public', isInternal: 'internal',
    hintPublic: 'Goes where the customer wrote: under the post, or in private.', hintInternal: 'Stays in the desk.',
    hintForward: 'Forwarded to a colleague; never published.',
    noPosts: 'Nothing here yet. Write a post that mentions @acme.', noLetters: 'No direct messages yet. Write one to @acme.',
    noTickets: 'No tickets yet. They come from what customers write on the left.', noSubject: '(no subject)',
    target: 'Tickets go to', goesTo: 'New messages now become tickets in {0}',
    change: 'What an admin would change in routes/ for this',
    postText: '@acme My coffee machine leaks since yesterday. Can you help? ☕',
    letterText: 'My order number is 4711. When does it arrive?',
    placeholderPost: 'Write a post that mentions @acme', placeholderLetter: 'Write to @acme in private',
    gone: 'The sandbox does not answer; trying again.', refused: 'Not taken: {0}',
    newPost: 'New post by {0}', newComment: 'New in the ticket: {0}', newTicket: 'New ticket: {0}', newIn: 'New in {0}',
  },
  de: {
    lead: 'Eine Spielwiese in diesem Rechner: kein echtes Netzwerk, kein echtes Ticketsystem.',
    language: 'Sprache', customer: 'Kunde', network: 'Netzwerk', youAre: 'Sie sind @', directMessages: 'Direktnachrichten', files: 'Anhänge: {0}', mails: 'Mails: {0}',
    yourPost: 'Ihr Beitrag', example: 'Beispiel einsetzen', send: 'Senden', timeline: 'Beiträge im Netzwerk', reply: 'Antworten',
    replyTo: 'Ihre Antwort an {0}', cancel: 'Abbrechen', brand: 'die Marke',
    agent: 'Agentin Mia', desk: 'Ticketsystem', mailbox: 'Postfach', tickets: 'Tickets', comments: 'Was im Ticket steht',
    visibility: 'Wer es lesen darf', publicAnswer: 'Öffentliche Antwort', internalNote: 'Interne Notiz', yourAnswer: 'Ihr Text',
    sendPublic: 'Öffentlich antworten', sendInternal: 'Notiz sichern', isPublic: 'öffentlich', isInternal: 'intern',
    hintPublic: 'Geht dorthin, wo der Kunde schrieb: unter den Beitrag oder privat.', hintInternal: 'Bleibt im Ticketsystem.',
    hintForward: 'Geht an eine Kollegin, wird nie veröffentlicht.',
    noPosts: 'Noch nichts da. Schreiben Sie einen Beitrag, der @acme erwähnt.',
    noLetters: 'Noch keine Direktnachrichten. Schreiben Sie @acme eine.',
    noTickets: 'Noch keine Tickets. Sie entstehen aus dem, was Kunden links schreiben.', noSubject: '(ohne Betreff)',
    target: 'Tickets gehen an', goesTo: 'Neue Nachrichten werden jetzt Tickets in {0}',
    change: 'Was ein Admin dafür in routes/ ändern würde',
    postText: '@acme Meine Kaffeemaschine tropft seit gestern. Könnt ihr helfen? ☕',
    letterText: 'Meine Bestellnummer ist 4711. Wann kommt das Paket?',
    placeholderPost: 'Schreiben Sie einen Beitrag, der @acme erwähnt', placeholderLetter: 'Schreiben Sie @acme privat',
    gone: 'Die Sandbox antwortet nicht; neuer Versuch läuft.', refused: 'Nicht angenommen: {0}',
    newPost: 'Neuer Beitrag von {0}', newComment: 'Neu im Ticket: {0}', newTicket: 'Neues Ticket: {0}', newIn: 'Neu im Ticketsystem {0}',
  },
};

const stored = () => { try { return localStorage.getItem('language'); } catch { return null; } };
let language = stored() ?? (navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en');
if (!words[language]) language = 'en';

export const currentLanguage = () => language;
export function speak(other) {
  language = other;
  try { localStorage.setItem('language', other); } catch { /* without storage the choice lasts until the page is left */ }
}
export const say = (key, value = '') => words[language][key].replace('{0}', () => value);
