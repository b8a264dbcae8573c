// The desks as an agent's program speaks to them.
// Each gives tickets {id, subject, who, state, comments: [{id, author, text, at, internal, files}]}, newest ticket first.
import { call } from './networks.js';
import { say } from './words.js';

const mia = { Authorization: `Basic ${btoa('agent-mia@sandbox.example/token:x')}` };
const miaOfJira = { Authorization: `Basic ${btoa('agent-mia@sandbox.example:x')}` };

/** The tag that tells how far the newest answer came, where there is one. */
const came = (tags = []) => tags.filter((tag) => /^deskbridge_(delivered|read|failed)$/.test(tag)).map((tag) => ` · ${tag}`).join('');

const zendesk = {
  noteHint: 'hintInternal',
  async tickets() {
    const list = await call('zendesk/tickets?limit=50');
    return list.map((ticket) => ({
      id: String(ticket.id), subject: ticket.subject, who: ticket.requester, state: `#${ticket.id} · ${ticket.status}${came(ticket.tags)}`,
      comments: ticket.comments.map((comment) => ({
        id: String(comment.id), author: comment.author, text: comment.body, at: comment.at,
        // unknown means private here, too
        internal: (comment.public ?? comment.isPublic) !== true, files: comment.files ?? [],
      })),
    }));
  },
  say(ticket, text, internal) {
    return call(`zendesk/api/v2/tickets/${ticket.id}.json`, {
      method: 'PUT', headers: mia, body: { ticket: { comment: { body: text, public: !internal } } },
    });
  },
};

const jira = {
  noteHint: 'hintInternal',
  async tickets() {
    const list = await call('jira/issues?limit=50');
    return list.map((issue) => ({
      id: issue.id, subject: issue.summary, who: issue.reporter, state: `${issue.key} · ${issue.status}${came(issue.labels)}`,
      comments: [
        { id: `${issue.id}-0`, author: issue.reporter, text: issue.body, at: issue.created, internal: false, files: issue.files },
        ...issue.comments.map((comment) => ({
          id: comment.id, author: comment.author, text: comment.body, at: comment.at, internal: comment.public !== true, files: [],
        })),
      ],
    }));
  },
  say(ticket, text, internal) {
    return call(`jira/rest/servicedeskapi/request/${ticket.id}/comment`, {
      method: 'POST', headers: miaOfJira, body: { body: text, public: !internal },
    });
  },
};

const name = (address) => address.replace(/\s*<[^>]*>/, '').replace(/^"|"$/g, '') || address;
const isAgent = (mail) => !/hub(\+[^@]*)?@sandbox\.example/.test(mail.from);

const mailbox = {
  noteHint: 'hintForward',
  async tickets() {
    const [team, hub] = await Promise.all([call('mailbox/mails?box=team'), call('mailbox/mails?box=hub')]);
    const threads = new Map();
    for (const mail of team) {
      if (!threads.has(mail.thread)) threads.set(mail.thread, []);
      threads.get(mail.thread).push({ ...mail, box: 'team', internal: mail.note || isAgent(mail) });
    }
    // an agent's answers leave for the hub; what the agent sees of them lies in the sent folder
    for (const mail of hub) {
      if (isAgent(mail)) threads.get(mail.thread)?.push({ ...mail, box: 'hub', internal: false });
    }
    return [...threads.values()].map((mails) => {
      mails.sort((one, other) => one.date < other.date ? -1 : one.date > other.date ? 1 : 0);
      const asked = mails.filter((mail) => mail.box === 'team' && !isAgent(mail));
      const messages = asked.filter((mail) => !mail.note);
      const last = messages[messages.length - 1] ?? asked[asked.length - 1] ?? mails[0];
      return {
        id: mails[0].thread, subject: mails[0].subject, who: name(mails[0].from), state: say('mails', String(mails.length)),
        replyTo: last.id, latest: last.date,
        comments: mails.map((mail) => ({
          id: `${mail.box}-${mail.id}`, author: name(mail.from), text: mail.text, at: mail.date,
          internal: mail.internal, files: [],
        })),
      };
    }).sort((one, other) => one.latest < other.latest ? 1 : -1);
  },
  say(ticket, text, internal) {
    return call(`mailbox/mails/${ticket.replyTo}/${internal ? 'forwards' : 'replies'}`, {
      method: 'POST', body: internal ? { text } : { text, agent: 'Mia' },
    });
  },
};

export const desks = { zendesk, jira, mailbox };
