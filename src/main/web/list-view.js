import { byId, element, reconcile, setText } from './dom.js';
import { shortTime } from './times.js';

/** The side: who I am, finding people, conversations. `actions` has `select(id)`, `find(username)`, `more()`, `logOut()`. */
export class ListView {
  #store;
  #actions;

  constructor(store, actions) {
    this.#store = store;
    this.#actions = actions;
    byId('log-out').addEventListener('click', () => actions.logOut());
    byId('conversations-more').addEventListener('click', () => actions.more());
    byId('find-form').addEventListener('submit', event => { event.preventDefault(); this.#find(); });
  }

  render() {
    const conversations = this.#store.list();
    setText(byId('me-name'), this.#store.me?.displayName ?? '');
    setText(byId('me-username'), this.#store.me ? `@${this.#store.me.username}` : '');
    byId('conversations-empty').hidden = conversations.length > 0;
    byId('conversations-more').hidden = !this.#store.moreConversations;
    reconcile(
      byId('conversations'), conversations, conversation => conversation.id,
      conversation => this.#create(conversation), (item, conversation) => this.#update(item, conversation));
  }

  #create(conversation) {
    const item = element('li');
    const button = element('button', 'conversation');
    button.type = 'button';
    button.append(element('span', 'title'), element('time', 'hint'), element('span', 'preview'));
    button.addEventListener('click', () => this.#actions.select(conversation.id));
    item.append(button);
    return item;
  }

  #update(item, conversation) {
    const button = item.firstElementChild;
    const [title, time, preview] = button.children;
    const last = conversation.last;
    setText(title, conversation.title || '…');
    setText(time, last ? shortTime(last.at) : '');
    setText(preview, last ? previewOf(last, this.#store.me) : '');
    button.classList.toggle('unseen-messages', conversation.unseen);
    if (conversation.id === this.#store.selected) {
      button.setAttribute('aria-current', 'true');
    } else {
      button.removeAttribute('aria-current');
    }
  }

  async #find() {
    const input = byId('find-username');
    const username = input.value.trim().toLowerCase().replace(/^@/, '');
    setText(byId('find-error'), '');
    if (!username) {
      return;
    }
    const problem = await this.#actions.find(username);
    setText(byId('find-error'), problem);
    if (!problem) {
      input.value = '';
    }
  }
}

function previewOf(message, me) {
  const text = message.text.slice(0, 120).replace(/\s+/g, ' ');
  return message.from === me?.id ? `You: ${text}` : text;
}
