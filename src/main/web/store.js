import { compareIds } from './ids.js';

/**
 * What the page knows: conversations, their messages in id order without repeats, and sends that are not accepted yet.
 * Every change is told once to `onChange`, after all that happens in one turn.
 */
export class Store {
  me = null;
  selected = null;
  moreConversations = null;
  onChange = () => {};
  #conversations = new Map();
  #told = true;

  /** Forgets everything, for the next user. */
  clear() {
    this.me = null;
    this.selected = null;
    this.moreConversations = null;
    this.#conversations.clear();
    this.changed();
  }

  changed() {
    if (this.#told) {
      this.#told = false;
      queueMicrotask(() => { this.#told = true; this.onChange(); });
    }
  }

  conversation(id) {
    return this.#conversations.get(id);
  }

  /** The conversation with this id, made if it is new. */
  ensure(id, about = {}) {
    let known = this.#conversations.get(id);
    if (!known) {
      known = { id, title: '', with: null, messages: [], pending: [], last: null, loaded: false, hasBefore: false, unseen: false };
      this.#conversations.set(id, known);
    }
    if (about.with) {
      known.with = about.with;
      known.title = about.title ?? about.with.displayName;
    }
    this.changed();
    return known;
  }

  /** Conversations that have messages, the newest first; the selected one in any case. */
  list() {
    return [...this.#conversations.values()]
      .filter(conversation => conversation.last || conversation.pending.length || conversation.id === this.selected)
      .sort((one, other) => compareIds(other.last?.id ?? '', one.last?.id ?? ''));
  }

  /** Adds messages of one conversation, in any order, and drops those that are there. */
  add(id, messages) {
    const conversation = this.ensure(id);
    const known = new Set(conversation.messages.map(message => message.id));
    const fresh = messages.filter(message => !known.has(message.id));
    if (fresh.length) {
      conversation.messages = [...conversation.messages, ...fresh].sort((one, other) => compareIds(one.id, other.id));
    }
    messages.forEach(message => this.#settle(conversation, message));
    this.changed();
    return fresh;
  }

  /** Notes a conversation's last message, which does not have to be loaded. */
  touch(conversation, message) {
    if (!conversation.last || compareIds(message.id, conversation.last.id) > 0) {
      conversation.last = message;
    }
  }

  /** Drops all messages, which are no longer without gaps. What waits for an answer stays. */
  forgetHistory() {
    for (const conversation of this.#conversations.values()) {
      Object.assign(conversation, { messages: [], loaded: false, hasBefore: false });
    }
    this.moreConversations = null;
    this.changed();
  }

  addPending(id, pending) {
    this.ensure(id).pending.push(pending);
    this.changed();
  }

  removePending(id, pending) {
    const conversation = this.ensure(id);
    conversation.pending = conversation.pending.filter(other => other !== pending);
    this.changed();
  }

  /** A send that is not accepted yet, and its conversation. */
  findPending(ref) {
    for (const conversation of this.#conversations.values()) {
      const pending = conversation.pending.find(other => other.ref === ref);
      if (pending) {
        return { conversation, pending };
      }
    }
    return null;
  }

  /** All sends that wait for an answer, in the order of sending. */
  waiting() {
    return [...this.#conversations.values()]
      .flatMap(conversation => conversation.pending)
      .filter(pending => pending.state === 'sending');
  }

  #settle(conversation, message) {
    this.touch(conversation, message);
    if (message.from === this.me?.id && message.ref) {
      conversation.pending = conversation.pending.filter(pending => pending.ref !== message.ref);
    }
  }
}
