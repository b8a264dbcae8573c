// Remote text is data: everything is set as text, nothing as HTML.
import {language, words} from "./words.js";

const REFRESH_MILLIS = 5000;
const byId = id => document.getElementById(id);

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

function link(text, href) {
  const element = make("a", text);
  if (/^(https?:\/\/|\/|#)/.test(href)) element.href = href;
  return element;
}

async function api(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail || answer.statusText);
  return body;
}

const time = iso => new Date(iso).toLocaleString(language);
const state = name => words.states[name] || name;
const storyOf = item => "#" + encodeURIComponent(item.channel) + "/" + encodeURIComponent(item.thread);

function accountCard(kind, account) {
  const card = make("div", undefined, "card");
  const looks = {up: "up", unknown: "soft"}[account.health.status] || "down";
  card.append(make("strong", account.name),
    make("p", `${words[kind]} · ${account.network || account.product}`, "soft"),
    make("p", state(account.health.status), looks));
  if (account.health.detail && account.health.since) card.append(make("p", account.health.detail));
  if (account.health.since) card.append(make("p", `${words.since} ${time(account.health.since)}`, "soft"));
  return card;
}

function countCard(kind, counts) {
  const card = make("div", undefined, "card");
  card.append(make("strong", words.kinds[kind]));
  const entries = Object.entries(counts);
  entries.forEach(([name, count]) => card.append(make("p", `${count} ${state(name)}`, name === "dead" ? "warn" : "")));
  if (entries.length === 0) card.append(make("p", words.none, "soft"));
  return card;
}

function itemRow(item) {
  const row = make("div", undefined, "item");
  const left = make("div");
  const who = item.author ? item.author.name : item.agent || "";
  left.append(make("p", [words.items[item.item], item.channel || item.desk, who].filter(Boolean).join(" · "), "soft"),
    make("p", item.text, "text"), make("p", `${state(item.state)}: ${item.reason}`, item.state === "dead" ? "warn" : "soft"));
  const side = make("div", undefined, "side");
  side.append(make("p", time(item.receivedAt || item.createdAt), "soft"));
  if (item.thread) side.append(link(words.story, storyOf(item)));
  if (item.state === "dead") side.append(replayButton(item));
  row.append(left, side);
  return row;
}

function replayButton(item) {
  const button = make("button", words.replay);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await api(`/api/dead-letters/${item.item}/${item.seq}/replay`, {method: "POST"});
      button.textContent = words.replayed;
    } catch (error) {
      trouble(error);
      button.disabled = false;
    }
  });
  return button;
}

function fill(id, elements) {
  byId(id).replaceChildren(...(elements.length ? elements : [make("p", words.none, "soft")]));
}

async function overview() {
  const [routes, channels, desks, counts, dead, messages, comments, last] = await Promise.all([
    api("/actuator/health/routes"),
    api("/api/channels"), api("/api/desks"), api("/api/counts"), api("/api/dead-letters?limit=20"),
    api("/api/messages?unrouted=true&limit=10"), api("/api/comments?unrouted=true&limit=10"), api("/api/messages?limit=20")]);
  fill("accounts", [...channels.map(each => accountCard("channel", each)), ...desks.map(each => accountCard("desk", each))]);
  const wrong = routes.status === "UP" ? [] : [routes.details?.detail || routes.status, ...(routes.details?.mistakes || [])];
  fill("routes", wrong.map(sentence => make("p", sentence, "trouble")));
  byId("routesSection").hidden = wrong.length === 0;
  fill("counts", Object.keys(words.kinds).map(kind => countCard(kind, counts[kind])));
  fill("dead", dead.items.map(itemRow));
  const unrouted = [...messages.items, ...comments.items];
  fill("unrouted", unrouted.map(itemRow));
  byId("deadSection").hidden = dead.items.length === 0;
  byId("unroutedSection").hidden = unrouted.length === 0;
  fill("messages", last.items.map(itemRow));
}

function eventLine(event, story) {
  const line = make("li", undefined, event.item);
  line.append(make("p", `${time(event.at)} · ${words.items[event.item]} ${event.seq} · ${state(event.state)}`, "soft"));
  const list = {message: story.messages, comment: story.comments, reply: story.replies, note: story.notes}[event.item] || [];
  const item = list.find(each => String(each.seq) === event.seq);
  const first = item && story.events.find(each => each.item === event.item && each.seq === event.seq) === event;
  if (first) {
    line.append(make("p", (item.author ? item.author.name + ": " : item.agent ? item.agent + ": " : "") + item.text));
    if (item.permalink) line.append(link(item.permalink, item.permalink));
  }
  line.append(make("p", event.reason, "soft"));
  return line;
}

async function story(channel, thread) {
  const found = await api(`/api/conversations/${encodeURIComponent(channel)}?thread=${encodeURIComponent(thread)}`);
  byId("storyTitle").textContent = `${channel} · ${thread}`;
  byId("storyLinks").replaceChildren(...found.links.map(each => {
    const line = make("p");
    line.append(each.url ? link(`${each.desk} ${each.ticket}`, each.url) : make("span", `${each.desk} ${each.ticket}`));
    return line;
  }));
  fill("storyEvents", found.events.map(event => eventLine(event, found)));
}

function trouble(error) {
  byId("trouble").textContent = error ? (error instanceof TypeError ? words.unreachable : "") + error.message : "";
  byId("trouble").hidden = !error;
}

async function show() {
  const [channel, thread] = location.hash.slice(1).split("/").map(decodeURIComponent);
  byId("story").hidden = !thread;
  byId("overview").hidden = Boolean(thread);
  try {
    await (thread ? story(channel, thread) : overview());
    trouble();
  } catch (error) {
    trouble(error);
  }
}

async function begin() {
  document.documentElement.lang = language;
  document.querySelectorAll("[data-word]").forEach(element => { element.textContent = words[element.dataset.word]; });
  byId("language").append(link(words.other[1], "/console/?lang=" + words.other[0]));
  addEventListener("hashchange", show);
  api("/api/info").then(info => {
    byId("version").textContent = info.version;
    byId("sandbox").hidden = !info.sandbox;
  }, trouble);
  await show();
  setInterval(() => document.hidden || show(), REFRESH_MILLIS);
}

begin();
