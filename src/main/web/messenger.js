import { Connection } from './connection.js';
import { textOf } from './errors.js';
import { directConversation, newRef } from './ids.js';

const RECEIVED_AFTER_MS = 300;
const MOST_RECEIVED = 1_000;
const MOST_TRIES = 5;

/** What a user does, and what the server says: brings the store up to date from both. */
export class Messenger {
  #api;
  #store;
  #connection;
  #onState;
  #caughtUp = false;
  #received = [];
  #retries = new Set();

  /** `onState(name, reason)` is told of the connection's state. */
  constructor(api, store, onState) {
    this.#api = api;
    this.#store = store;
    this.#onState = onState;
    this.#connection = new Connection(api, {
      frame: frame => this.#onFrame(frame),
      state: (name, reason) => this.#onConnection(name, reason),
    });
  }

  /** Begins a session. */
  begin(session) {
    this.#store.me = session.user;
    this.#caughtUp = false;
    this.#connection.start(session.edge);
    return this.#listNewest();
  }

  end(reason) {
    this.#retries.forEach(clearTimeout);
    this.#retries.clear();
    this.#connection.stop(reason);
  }

  /** Connects again after the server had ended the session. */
  async resume() {
    this.#connection.resume(await this.#api.edge());
  }

  hurry() {
    this.#connection.hurry();
  }

  /** Lists older conversations. */
  async listMore() {
    const page = await this.#api.conversations(this.#store.moreConversations);
    this.#list(page);
    this.#store.moreConversations = page.next ?? null;
  }

  async #listNewest() {
    const page = await this.#api.conversations();
    this.#list(page);
    this.#store.moreConversations ??= page.next ?? null;
  }

  #list(page) {
    for (const item of page.conversations) {
      this.#store.touch(this.#store.ensure(item.id, item), item.lastMessage);
    }
    this.#store.changed();
  }

  /** Closes the gap between what was read before the connection stood and the first that it brought. */
  async #catchUp() {
    this.#caughtUp = true;
    const selected = this.#store.conversation(this.#store.selected);
    if (selected) {
      this.#load(selected);
    }
    await this.#listNewest().catch(() => { this.#caughtUp = false; });
  }

  /** Opens a conversation with whoever has this username; answers what is wrong, or nothing. */
  async find(username) {
    try {
      const user = await this.#api.findUser(username);
      if (user.id === this.#store.me.id) {
        return 'That is you.';
      }
      const id = directConversation(this.#store.me.id, user.id);
      this.#store.ensure(id, { with: user });
      this.select(id);
      return '';
    } catch (error) {
      return error.code === 'not_found' ? `Nobody is called ${username}.` : textOf(error);
    }
  }

  select(id) {
    this.#store.selected = id;
    const conversation = id && this.#store.ensure(id);
    if (conversation) {
      conversation.unseen = false;
      this.#nameIt(conversation);
      if (!conversation.loaded) {
        this.#load(conversation);
      }
    }
    this.#store.changed();
  }

  loadEarlier() {
    const conversation = this.#store.conversation(this.#store.selected);
    if (conversation?.loaded && conversation.hasBefore && !conversation.loadError) {
      this.#load(conversation, conversation.messages[0]?.id);
    }
  }

  async #load(conversation, before) {
    if (conversation.loading) {
      return;
    }
    conversation.loading = true;
    this.#store.changed();
    try {
      const page = await this.#api.messages(conversation.id, before);
      this.#store.add(conversation.id, page.messages);
      if (before || !conversation.loaded) {
        conversation.hasBefore = page.hasBefore;
      }
      conversation.loaded = true;
      conversation.loadError = '';
    } catch (error) {
      conversation.loadError = textOf(error);
    } finally {
      conversation.loading = false;
      this.#store.changed();
    }
  }

  /** Finds out whom a conversation is with, when a message came before anything else told. */
  async #nameIt(conversation) {
    if (conversation.with || !conversation.id.startsWith('d:')) {
      return;
    }
    const other = conversation.id.split(':').slice(1).find(user => user !== this.#store.me.id);
    try {
      this.#store.ensure(conversation.id, { with: await this.#api.user(other) });
    } catch (error) {
      conversation.loadError = textOf(error);
    }
  }

  send(text) {
    const pending = { ref: newRef(), conversation: this.#store.selected, text, state: 'sending', tries: 0 };
    this.#store.addPending(pending.conversation, pending);
    this.#submit(pending);
  }

  /** Sends again under the same reference: if the first one did arrive, there is still only one. */
  retry(pending) {
    pending.state = 'sending';
    pending.tries = 0;
    this.#store.changed();
    this.#submit(pending);
  }

  discard(pending) {
    this.#store.removePending(pending.conversation, pending);
  }

  #submit({ ref, conversation, text }) {
    this.#connection.send({ type: 'send', ref, to: { conversation }, text });
  }

  #onConnection(name, reason) {
    if (name === 'online') {
      this.#store.waiting().forEach(pending => this.#submit(pending));
    }
    this.#onState(name, reason);
  }

  #onFrame(frame) {
    switch (frame.type) {
      case 'message': return this.#onMessage(frame);
      case 'accepted': return this.#onAccepted(frame);
      case 'failed': return this.#onFailed(frame);
      case 'synced': return this.#onSynced(frame);
      default: return undefined;
    }
  }

  /** A reset says that messages are missing between what the page has and what comes. */
  #onSynced({ reset }) {
    if (reset) {
      this.#store.forgetHistory();
    }
    if (reset || !this.#caughtUp) {
      this.#catchUp();
    }
  }

  #onMessage(message) {
    const fresh = this.#store.add(message.conversation, [message]);
    const conversation = this.#store.conversation(message.conversation);
    this.#nameIt(conversation);
    if (message.from !== this.#store.me.id) {
      conversation.unseen ||= fresh.length > 0 && message.conversation !== this.#store.selected;
      this.#acknowledge(message.id);
    }
  }

  #acknowledge(id) {
    this.#received.push(id);
    if (this.#received.length === 1) {
      setTimeout(() => this.#flushReceived(), RECEIVED_AFTER_MS);
    }
  }

  #flushReceived() {
    while (this.#received.length) {
      this.#connection.send({ type: 'received', ids: this.#received.splice(0, MOST_RECEIVED) });
    }
  }

  #onAccepted({ ref, id, conversation, at }) {
    const found = this.#store.findPending(ref);
    if (found) {
      const { text } = found.pending;
      this.#store.add(conversation, [{ id, conversation, at, ref, text, kind: 'text', from: this.#store.me.id }]);
    }
  }

  #onFailed(frame) {
    const pending = this.#store.findPending(frame.ref)?.pending;
    if (!pending) {
      return;
    }
    if (frame.retryable && ++pending.tries < MOST_TRIES) {
      this.#submitLater(pending, frame.retryAfterMs ?? 1_000 * 2 ** pending.tries);
    } else {
      pending.state = 'failed';
      pending.reason = textOf(frame);
    }
    this.#store.changed();
  }

  #submitLater(pending, ms) {
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      if (this.#store.findPending(pending.ref)) {
        this.#submit(pending);
      }
    }, ms);
    this.#retries.add(timer);
  }
}
