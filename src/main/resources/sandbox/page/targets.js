// To which desk the hub's routes lead, and the visitor's choice of another one. The hub offers it only in its sandbox.
import { call } from './networks.js';

const CHOICES = '/api/routes/choices';
const channel = (network) => `acme-${network}`;
// a hub that wants a login is asked without one, so that no window pops up
const quietly = { credentials: 'omit' };

/** The desk by network, where all routes of the network lead to one. */
export async function targets() {
  try {
    const list = await call(CHOICES, quietly);
    return new Map(list.filter((one) => one.desks.length === 1)
      .map((one) => [one.channel.replace(/^acme-/, ''), one.desks[0]]));
  } catch {
    return new Map(); // then nothing can be chosen, and the routes decide
  }
}

/** Lets the network's messages go to that desk; gives what changed in the route files, without empty ends. */
export async function target(network, desk) {
  const choice = await call(CHOICES, { ...quietly, method: 'PUT', body: { channel: channel(network), desk } });
  return choice.difference.trim();
}
