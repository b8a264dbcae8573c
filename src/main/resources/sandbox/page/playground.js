// The page: asks about once a second, and touches only what changed, so that nobody is interrupted while typing.
// What people wrote is shown by textContent alone.
import { networks } from './networks.js';
import { desks } from './desks.js';
import { targets, target } from './targets.js';
import { currentLanguage, say, speak } from './words.js';

const PACE = 1000;
const $ = (id) => document.getElementById(id);
const picked = (group) => document.querySelector(`input[name=${group}]:checked`).value;
const direct = () => networks[picked('network')].directOnly === true || $('direct').checked;
const person = () => $('person').value.toLowerCase().replace(/[^a-z0-9]/g, '') || 'anna';

let posts = [];
let tickets = [];
let openTicket = null;
/** Of each desk the tickets that the visitor saw there; a desk that was not looked at yet has none. */
const seen = new Map();
let generation = 0;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const time = (at) => new Intl.DateTimeFormat(currentLanguage(), { timeStyle: 'medium' }).format(new Date(at));

/** Makes a list's children those of the items, keeping each that is there; a new one flashes unless the list is new. */
function keep(list, items, make, update = () => {}, told = () => {}) {
  const known = new Map([...list.children].filter((child) => child.dataset.key).map((child) => [child.dataset.key, child]));
  const settled = list.dataset.settled === String(generation);
  let place = 0;
  for (const item of items) {
    let child = known.get(item.id);
    known.delete(item.id);
    if (!child) {
      child = make(item);
      child.dataset.key = item.id;
      if (settled) {
        child.classList.add('fresh');
        told(item);
      }
    }
    update(child, item);
    if (list.children[place] !== child) list.insertBefore(child, list.children[place] ?? null);
    place += 1;
  }
  while (list.children.length > place) list.lastChild.remove();
  list.dataset.settled = String(generation);
}

function orEmpty(list, items, word) {
  if (items.length) return;
  list.replaceChildren(element('li', 'empty', say(word)));
}

const tell = (sentence) => { $('news').textContent = sentence; };

// ---- the customer

function makePost(post) {
  const brand = post.author === 'acme';
  const made = element('li', `post${brand ? ' brand' : ''}${post.parent ? ' reply' : ''}`);
  const face = element('span', 'face', post.author.slice(0, 1));
  face.setAttribute('aria-hidden', 'true');
  const body = element('div');
  const head = element('div');
  head.append(element('span', 'who', `@${post.author}`));
  if (brand) head.append(element('span', 'tag', say('brand')));
  head.append(element('time', 'when', time(post.at)));
  body.append(head, element('div', 'text', post.text));
  for (const image of post.images) {
    const shown = element('img');
    shown.src = image.url;
    shown.alt = image.alt ?? '';
    body.append(shown);
  }
  const reply = element('button', 'link', say('reply'));
  reply.type = 'button';
  reply.addEventListener('click', () => openReply(post, body, reply));
  body.append(reply);
  made.append(face, body);
  return made;
}

function openReply(post, body, button) {
  if (body.querySelector('form')) return;
  const form = element('form');
  const text = element('textarea');
  text.rows = 2;
  text.required = true;
  text.setAttribute('aria-label', say('replyTo', `@${post.author}`));
  text.value = `@${post.author === person() ? 'acme' : post.author} `;
  const row = element('div', 'row');
  const cancel = element('button', 'quiet', say('cancel'));
  cancel.type = 'button';
  row.append(cancel, element('button', '', say('send')));
  form.append(text, row);
  const close = () => { form.remove(); button.hidden = false; button.focus(); };
  cancel.addEventListener('click', close);
  submits(form, text, async () => {
    await networks[picked('network')].post(person(), text.value, post, posts);
    close();
  });
  button.hidden = true;
  body.append(form);
  text.focus();
}

function threads() {
  const byRoot = new Map();
  for (const post of posts) {
    if (!byRoot.has(post.root)) byRoot.set(post.root, []);
    byRoot.get(post.root).push(post);
  }
  return [...byRoot].map(([id, list]) => ({ id, posts: list })).reverse();
}

function showTimeline() {
  const list = $('timeline');
  const shown = threads();
  keep(list, shown, () => {
    const thread = element('li', 'thread');
    thread.append(element('ol'));
    return thread;
  }, (thread, item) => keep(thread.firstChild, item.posts, makePost, undefined,
    (post) => tell(say('newPost', `@${post.author}`))), (thread) => tell(say('newPost', `@${thread.posts[0].author}`)));
  orEmpty(list, shown, 'noPosts');
}

function showLetters(letters) {
  const list = $('letters');
  const before = list.childElementCount;
  keep(list, letters, (letter) => {
    const made = element('li', `letter${letter.from === person() ? ' own' : ''}`);
    const head = element('div');
    head.append(element('span', 'who', `@${letter.from}`), element('time', 'when', time(letter.at)));
    made.append(head, element('div', 'text', letter.text));
    return made;
  }, undefined, (letter) => tell(say('newPost', `@${letter.from}`)));
  orEmpty(list, letters, 'noLetters');
  if (list.childElementCount !== before) list.scrollTop = list.scrollHeight;
}

// ---- the agent

function showTickets() {
  const list = $('tickets');
  if (!tickets.some((ticket) => ticket.id === openTicket)) openTicket = tickets[0]?.id ?? null;
  keep(list, tickets, (ticket) => {
    const made = element('li');
    const button = element('button');
    button.type = 'button';
    button.append(element('span', 'title'), element('span', 'extra'));
    button.addEventListener('click', () => { openTicket = ticket.id; showTickets(); $('answer-text').focus(); });
    made.append(button);
    return made;
  }, (made, ticket) => {
    const button = made.firstChild;
    button.setAttribute('aria-current', String(ticket.id === openTicket));
    button.firstChild.textContent = `${ticket.who}: ${ticket.subject || say('noSubject')}`;
    button.lastChild.textContent = ticket.state;
  }, (ticket) => tell(say('newTicket', ticket.subject)));
  orEmpty(list, tickets, 'noTickets');
  showTicket();
}

function showTicket() {
  const ticket = tickets.find((one) => one.id === openTicket);
  const list = $('comments');
  $('answer').hidden = !ticket;
  $('subject').textContent = ticket ? ticket.subject || say('noSubject') : '';
  if (!ticket) {
    list.replaceChildren();
    return;
  }
  if (list.dataset.ticket !== ticket.id) {
    list.dataset.ticket = ticket.id;
    list.replaceChildren();
    list.dataset.settled = '';
  }
  const before = list.childElementCount;
  keep(list, ticket.comments, (comment) => {
    const made = element('li');
    const head = element('div');
    head.append(element('span', 'tag'), element('span', 'who', comment.author), element('time', 'when', time(comment.at)));
    made.append(head, element('div', 'text', comment.text));
    if (comment.files.length) made.append(element('div', 'when', say('files', comment.files.join(', '))));
    return made;
  }, (made, comment) => {
    made.classList.add('comment');
    made.classList.toggle('note', comment.internal);
    made.querySelector('.tag').textContent = say(comment.internal ? 'isInternal' : 'isPublic');
  }, (comment) => tell(say('newComment', comment.author)));
  if (list.childElementCount !== before) list.scrollTop = list.scrollHeight;
}

/** Which desk a ticket reaches is said by the route, so the others tell that something came. */
function count(desk, found, isShown) {
  const known = seen.get(desk) ?? new Set();
  if (isShown) found.forEach((ticket) => known.add(ticket.id));
  seen.set(desk, known);
  const unseen = found.filter((ticket) => !known.has(ticket.id)).length;
  const mark = document.querySelector(`input[name=desk][value=${desk}] ~ .unseen-count`);
  if (unseen && mark.textContent !== String(unseen)) tell(say('newIn', mark.previousElementSibling.textContent));
  mark.textContent = unseen || '';
}

// ---- where tickets go

/** The desk of each network; empty where the hub does not let its visitor choose. */
let goesTo = new Map();
/** What the visitor's choices changed in the route files, by network. */
const changes = new Map();

function showTarget() {
  const network = picked('network');
  const desk = goesTo.get(network);
  $('target').hidden = !desk;
  for (const input of document.querySelectorAll('input[name=target]')) input.checked = input.value === desk;
  $('change').hidden = !changes.get(network);
  $('difference').replaceChildren(...(changes.get(network) ?? '').split('\n').map((line) =>
    element('span', line.startsWith('-') ? 'gone' : line.startsWith('+') ? 'come' : 'file', `${line}\n`)));
}

async function choose(desk) {
  const network = picked('network');
  const inputs = document.querySelectorAll('input[name=target]');
  inputs.forEach((input) => { input.disabled = true; });
  try {
    const difference = await target(network, desk);
    goesTo.set(network, desk);
    changes.set(network, difference);
    tell(say('goesTo', document.querySelector(`input[name=target][value=${desk}] + span`).textContent));
    document.querySelector(`input[name=desk][value=${desk}]`).checked = true;
    trouble('', 1);
  } catch (refusal) {
    trouble(say('refused', refusal.message), 6000);
  } finally {
    inputs.forEach((input) => { input.disabled = false; });
    anew();
  }
}

// ---- asking and sending

async function look() {
  const mine = generation;
  const network = networks[picked('network')];
  const shown = picked('desk');
  const asDirect = direct();
  const names = Object.keys(desks);
  const asked = await Promise.allSettled(
    [asDirect ? network.letters(person()) : network.posts(), ...names.map((name) => desks[name].tickets())]);
  if (mine !== generation) return;
  const [left, ...lists] = asked;
  const right = lists[names.indexOf(shown)];
  lists.forEach((list, place) => { if (list.status === 'fulfilled') count(names[place], list.value, names[place] === shown); });
  if (left.status === 'fulfilled') {
    if (asDirect) showLetters(left.value);
    else { posts = left.value; showTimeline(); }
  }
  if (right.status === 'fulfilled') { tickets = right.value; showTickets(); }
  trouble(asked.some((one) => one.status === 'rejected') ? say('gone') : '');
}

let timer = 0;
async function again() {
  clearTimeout(timer);
  try { await look(); } finally {
    clearTimeout(timer);
    timer = setTimeout(again, PACE);
  }
}

let refusedUntil = 0;
function trouble(sentence, lasting = 0) {
  if (!lasting && Date.now() < refusedUntil) return;
  refusedUntil = Date.now() + lasting;
  $('trouble').textContent = sentence;
  $('trouble').hidden = !sentence;
}

/** What a form does when it is sent: once at a time, by the button or Ctrl+Enter, and a refusal is told. */
function submits(form, text, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button:not([type=button])');
    if (button.disabled || !text.value.trim()) return;
    button.disabled = true;
    try {
      await send();
      trouble('', 1);
      await again();
    } catch (refusal) {
      trouble(say('refused', refusal.message), 6000);
    } finally {
      button.disabled = false;
    }
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

/** Another network, person, desk or language: the lists begin anew and nothing in them is news. */
function anew() {
  generation += 1;
  for (const id of ['timeline', 'letters', 'tickets', 'comments']) $(id).replaceChildren();
  $('timeline').hidden = direct();
  $('letters').hidden = !direct();
  $('direct').closest('label').hidden = networks[picked('network')].directOnly === true;
  showTarget();
  dress();
  again();
}

function dress() {
  document.documentElement.lang = currentLanguage();
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', say(node.dataset.label));
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === currentLanguage()));
  }
  $('post-text').placeholder = say(direct() ? 'placeholderLetter' : 'placeholderPost');
  const internal = picked('visibility') === 'internal';
  $('answer').classList.toggle('note', internal);
  $('answer-send').textContent = say(internal ? 'sendInternal' : 'sendPublic');
  $('hint').textContent = say(internal ? desks[picked('desk')].noteHint : 'hintPublic');
}

submits($('post'), $('post-text'), async () => {
  const network = networks[picked('network')];
  const text = $('post-text').value;
  if (direct()) await network.write(person(), text);
  else await network.post(person(), text, null, posts);
  $('post-text').value = '';
});
submits($('answer'), $('answer-text'), async () => {
  const ticket = tickets.find((one) => one.id === openTicket);
  await desks[picked('desk')].say(ticket, $('answer-text').value, picked('visibility') === 'internal');
  $('answer-text').value = '';
});
$('example').addEventListener('click', () => {
  $('post-text').value = say(direct() ? 'letterText' : 'postText');
  $('post-text').focus();
});
for (const group of ['network', 'desk']) {
  for (const input of document.querySelectorAll(`input[name=${group}]`)) input.addEventListener('change', anew);
}
for (const input of document.querySelectorAll('input[name=target]')) input.addEventListener('change', () => choose(input.value));
for (const input of document.querySelectorAll('input[name=visibility]')) input.addEventListener('change', dress);
$('direct').addEventListener('change', anew);
$('person').addEventListener('change', anew);
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => { speak(button.dataset.language); anew(); });
}
anew();
targets().then((found) => { goesTo = found; showTarget(); });
