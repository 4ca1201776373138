import { byId, element, reconcile, setText } from './dom.js';
import { codePoints } from './ids.js';
import { clockTime, dayOf } from './times.js';

const NEAR_PX = 120;
const LONGEST_TEXT = 100_000;

/** One conversation. `actions` has `send(text)`, `retry(pending)`, `discard(pending)`, `loadEarlier()`, `back()`. */
export class ChatView {
  #store;
  #actions;
  #shown = null;
  #oldestShown = null;
  #pane = byId('messages-pane');

  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    byId('back').addEventListener('click', () => actions.back());
    byId('compose').addEventListener('submit', event => { event.preventDefault(); this.#send(); });
    byId('compose-text').addEventListener('keydown', event => this.#onKey(event));
    byId('compose-text').addEventListener('input', () => this.#fit());
    this.#pane.addEventListener('scroll', () => this.#loadEarlierNearTop());
  }

  render() {
    const conversation = this.#store.conversation(this.#store.selected);
    const open = Boolean(conversation);
    byId('chat').classList.toggle('open', open);
    byId('chat-header').hidden = !open;
    byId('messages-pane').hidden = !open;
    byId('compose').hidden = !open;
    byId('chat-empty').hidden = open;
    setText(byId('chat-title'), conversation?.title ?? '');
    setText(byId('chat-subtitle'), conversation?.with ? `@${conversation.with.username}` : '');
    if (open) {
      this.#renderMessages(conversation);
    }
    this.#shown = conversation?.id ?? null;
  }

  focus() {
    byId('compose-text').focus();
  }

  #renderMessages(conversation) {
    const before = this.#measure(conversation);
    setText(byId('earlier'), earlierText(conversation));
    reconcile(
      byId('messages'), rows(conversation), row => row.key,
      row => this.#create(row), (item, row) => this.#update(item, row));
    this.#oldestShown = conversation.messages[0]?.id;
    this.#scroll(before);
  }

  #measure(conversation) {
    const bottom = this.#pane.scrollHeight - this.#pane.scrollTop - this.#pane.clientHeight;
    return {
      atEnd: this.#shown !== conversation.id || bottom < NEAR_PX,
      grewAtTop: this.#oldestShown !== undefined && this.#oldestShown !== conversation.messages[0]?.id,
      bottom,
    };
  }

  /** Stays at the end, or with what was read when earlier messages came in above it. */
  #scroll({ atEnd, grewAtTop, bottom }) {
    if (atEnd) {
      this.#pane.scrollTop = this.#pane.scrollHeight;
    } else if (grewAtTop) {
      this.#pane.scrollTop = this.#pane.scrollHeight - this.#pane.clientHeight - bottom;
    }
    this.#loadEarlierNearTop();
  }

  #loadEarlierNearTop() {
    if (this.#pane.scrollTop < NEAR_PX) {
      this.#actions.loadEarlier();
    }
  }

  #create(row) {
    if (row.day) {
      return element('li', 'day hint');
    }
    const item = element('li', 'message');
    const foot = element('span', 'foot hint');
    foot.append(element('span', 'note'));
    item.append(element('span', 'unseen'), element('p', 'text'), foot);
    return item;
  }

  #update(item, row) {
    if (row.day) {
      setText(item, row.day);
      return;
    }
    const mine = row.pending || row.message.from === this.#store.me?.id;
    const conversation = this.#store.conversation(this.#store.selected);
    item.classList.toggle('mine', Boolean(mine));
    setText(item.children[0], mine ? 'You: ' : `${conversation.title}: `);
    setText(item.children[1], (row.message ?? row.pending).text);
    this.#updateFoot(item.children[2], row);
  }

  #updateFoot(foot, row) {
    const state = row.pending?.state ?? 'sent';
    setText(foot.firstElementChild, row.pending ? noteOf(row.pending) : clockTime(row.message.at));
    foot.classList.toggle('error', state === 'failed');
    if (foot.dataset.state === state) {
      return;
    }
    foot.dataset.state = state;
    foot.querySelectorAll('button').forEach(button => button.remove());
    if (state === 'failed') {
      foot.append(
        action('Try again', () => this.#actions.retry(row.pending)),
        action('Discard', () => this.#actions.discard(row.pending)));
    }
  }

  #onKey(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    }
  }

  #send() {
    const input = byId('compose-text');
    const text = input.value;
    const tooLong = text.length > LONGEST_TEXT && codePoints(text) > LONGEST_TEXT;
    setText(byId('compose-error'), tooLong ? 'A message has at most 100,000 characters.' : '');
    if (tooLong || !text.trim()) {
      return;
    }
    input.value = '';
    this.#fit();
    this.#actions.send(text);
    input.focus();
  }

  /** Grows the input with its text; style.css bounds it. */
  #fit() {
    const input = byId('compose-text');
    input.rows = Math.min(6, input.value.split('\n').length);
  }
}

function action(label, run) {
  const button = element('button', 'link', label);
  button.type = 'button';
  button.addEventListener('click', run);
  return button;
}

function noteOf(pending) {
  return pending.state === 'failed' ? `Not sent. ${pending.reason}` : 'Sending…';
}

function earlierText(conversation) {
  if (conversation.loadError) {
    return conversation.loadError;
  }
  if (!conversation.loaded || conversation.loading) {
    return 'Loading…';
  }
  return conversation.hasBefore ? '' : 'This is where the conversation begins.';
}

/** Messages and pending sends, with a row for each new day. */
function rows(conversation) {
  const all = [];
  let day = '';
  for (const message of conversation.messages) {
    if (dayOf(message.at) !== day) {
      day = dayOf(message.at);
      all.push({ key: `day-${day}`, day });
    }
    all.push({ key: message.ref ? `ref-${message.ref}` : `id-${message.id}`, message });
  }
  conversation.pending.forEach(pending => all.push({ key: `ref-${pending.ref}`, pending }));
  return all;
}
