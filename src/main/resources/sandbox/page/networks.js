// The networks as a customer's app speaks to them: through the vendors' own APIs.
// Each gives posts {id, author, text, at, parent, root, images} and letters {id, from, text, at}, oldest first.

export async function call(path, { method = 'GET', headers = {}, body, credentials = 'same-origin' } = {}) {
  const answer = await fetch(path, {
    method,
    headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
    body: body ? JSON.stringify(body) : undefined,
    // the hub's own login is none of the sandbox's business, and neither is its cookie
    credentials, cache: 'no-store',
  });
  const text = await answer.text();
  let json = null;
  try { json = JSON.parse(text); } catch { /* told by the status below */ }
  if (!answer.ok) {
    const refusal = new Error(reason(json) ?? `${answer.status}`);
    refusal.status = answer.status;
    throw refusal;
  }
  return json;
}

const reason = (json) => [json?.detail, json?.description, json?.message, json?.error?.message, json?.error, json?.title]
  .find((words) => typeof words === 'string');

const oldestFirst = (list) => list.slice().sort((one, other) => one.at < other.at ? -1 : one.at > other.at ? 1 : 0);
const short = (handle) => handle.replace(/\.sandbox\.example$/, '');

const x = {
  limit: 280,
  as: (person) => ({ Authorization: `Bearer customer-${person}` }),
  async posts() {
    const list = await call('x/timeline?limit=200');
    return oldestFirst(list.map((post) => ({
      id: post.id, author: post.author, text: post.text, at: post.at, parent: post.inReplyTo || '', root: post.conversation,
      images: (post.images ?? []).map((url) => ({ url, alt: '' })),
    })));
  },
  post(person, text, under) {
    const body = under ? { text, reply: { in_reply_to_tweet_id: under.id } } : { text };
    return call('x/2/tweets', { method: 'POST', headers: x.as(person), body });
  },
  async letters(person) {
    const list = await call(`x/dms?user=${encodeURIComponent(person)}`);
    return oldestFirst(list.map(({ id, from, text, at }) => ({ id, from, text, at })));
  },
  async write(person, text) {
    const acme = await call('x/2/users/by/username/acme', { headers: x.as(person) });
    return call(`x/2/dm_conversations/with/${acme.data.id}/messages`, { method: 'POST', headers: x.as(person), body: { text } });
  },
};

const sessions = new Map();
async function session(person) {
  if (!sessions.has(person)) {
    sessions.set(person, await call('bluesky/xrpc/com.atproto.server.createSession', {
      method: 'POST', body: { identifier: person, password: 'sandbox' },
    }));
  }
  return sessions.get(person);
}

/** Calls as a person; a token that grew old is replaced once. */
async function xrpc(person, name, options = {}) {
  const once = async () => {
    const { accessJwt } = await session(person);
    return call(`bluesky/xrpc/${name}`, { ...options, headers: { ...options.headers, Authorization: `Bearer ${accessJwt}` } });
  };
  try {
    return await once();
  } catch (refusal) {
    if (refusal.status !== 400 && refusal.status !== 401) throw refusal;
    if (!/token/i.test(refusal.message)) throw refusal;
    sessions.delete(person);
    return once();
  }
}

const bytes = (text) => new TextEncoder().encode(text).length;

/** The mentions in a text. Bluesky counts their place in bytes of UTF-8, not in characters. */
async function facets(text) {
  const found = [];
  for (const match of text.matchAll(/(^|[\s(])@([a-z0-9][a-z0-9.-]*[a-z0-9])/gi)) {
    const handle = match[2].includes('.') ? match[2] : `${match[2]}.sandbox.example`;
    try {
      const { did } = await call(`bluesky/xrpc/com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`);
      const start = bytes(text.slice(0, match.index + match[1].length));
      found.push({
        index: { byteStart: start, byteEnd: start + bytes(`@${match[2]}`) },
        features: [{ $type: 'app.bsky.richtext.facet#mention', did }],
      });
    } catch { /* nobody has that name: it stays plain text, as in the real app */ }
  }
  return found;
}

const chat = { 'atproto-proxy': 'did:web:api.bsky.chat#bsky_chat' };

const bluesky = {
  limit: 300,
  async posts() {
    const { posts } = await call('bluesky/timeline?limit=200');
    return oldestFirst(posts.map((post) => ({
      id: post.uri, cid: post.cid, author: short(post.author), text: post.text, at: post.at,
      parent: post.parent || '', root: post.root, images: post.images ?? [],
    })));
  },
  async post(person, text, under, posts) {
    const { did } = await session(person);
    const record = { $type: 'app.bsky.feed.post', text, createdAt: new Date().toISOString(), facets: await facets(text) };
    if (under) {
      const root = posts.find((post) => post.id === under.root) ?? under;
      record.reply = { root: { uri: root.id, cid: root.cid }, parent: { uri: under.id, cid: under.cid } };
    }
    return xrpc(person, 'com.atproto.repo.createRecord', {
      method: 'POST', body: { repo: did, collection: 'app.bsky.feed.post', record },
    });
  },
  async letters(person) {
    const { convos } = await call(`bluesky/dms?user=${encodeURIComponent(person)}`);
    return oldestFirst(convos.flatMap((convo) => convo.messages)
      .filter((message) => message.text !== undefined)
      .map((message) => ({ id: message.id, from: short(message.author), text: message.text, at: message.sentAt })));
  },
  async write(person, text) {
    const { did } = await call('bluesky/xrpc/com.atproto.identity.resolveHandle?handle=acme.sandbox.example');
    const { convo } = await xrpc(person, `chat.bsky.convo.getConvoForMembers?members=${encodeURIComponent(did)}`, { headers: chat });
    return xrpc(person, 'chat.bsky.convo.sendMessage', {
      method: 'POST', headers: chat, body: { convoId: convo.id, message: { text } },
    });
  },
};

const facebook = {
  limit: 8000,
  as: (person) => ({ Authorization: `Bearer person-${person}` }),
  async posts() {
    const list = await call('facebook/timeline?limit=200');
    return oldestFirst(list.map((post) => ({ ...post, author: post.author.toLowerCase(),
      images: post.images.map((url) => ({ url, alt: '' })) })));
  },
  post(person, text, under) {
    const path = under ? `${under.id}/comments` : '101/feed';
    return call(`facebook/v25.0/${path}`, { method: 'POST', headers: facebook.as(person), body: { message: text } });
  },
  async letters(person) {
    const list = await call(`facebook/dms?user=${encodeURIComponent(person)}`);
    return list.map(({ id, from, text, at }) => ({ id, from: from.toLowerCase(), text, at }));
  },
  async write() {
    throw new Error('write to the page on Messenger; here it answers a comment in private with /private');
  },
};

// Comments stand below something that acme published; what is written without a place goes below the newest.
const instagram = {
  limit: 2200,
  as: (person) => ({ Authorization: `Bearer person-${person}` }),
  async posts() {
    const list = await call('instagram/timeline?limit=200');
    return oldestFirst(list.map((post) => ({ ...post, images: [] })));
  },
  post(person, text, under, posts) {
    const place = under ?? posts.filter((post) => !post.parent && post.author === 'acme').pop();
    const path = place.parent ? `${place.id}/replies` : `${place.id}/comments`;
    return call(`instagram/v25.0/${path}`, { method: 'POST', headers: instagram.as(person), body: { message: text } });
  },
  async letters(person) {
    return call(`instagram/dms?user=${encodeURIComponent(person)}`);
  },
  write(person, text) {
    return call(`instagram/people/${encodeURIComponent(person)}/messages`, { method: 'POST', body: { text } });
  },
};

// There is nothing public here, and people's apps have no API: the sandbox has addresses of its own for them.
const privateOnly = (network, limit) => ({
  limit,
  directOnly: true,
  posts: async () => [],
  async letters(person) {
    const list = await call(`${network}/people/${encodeURIComponent(person)}/chat`);
    return oldestFirst(list.map(({ id, from, text, at }) => ({ id, from, text, at })));
  },
  write(person, text) {
    return call(`${network}/people/${encodeURIComponent(person)}/messages`, { method: 'POST', body: { text } });
  },
});
const messenger = privateOnly('messenger', 2000);
const whatsapp = privateOnly('whatsapp', 4096);

export const networks = { x, bluesky, facebook, messenger, instagram, whatsapp };
