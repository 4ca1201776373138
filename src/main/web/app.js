import { Api } from './api.js';
import { AuthView } from './auth-view.js';
import { ChatView } from './chat-view.js';
import { byId, setText } from './dom.js';
import { textOf } from './errors.js';
import { ListView } from './list-view.js';
import { Messenger } from './messenger.js';
import { Store } from './store.js';

const TITLE = 'Parley';
const STOPPED = {
  4400: 'This page and the server do not understand each other. Reload the page.',
  4409: 'Parley is open in another tab or window.',
  4429: 'You were too fast for the server.',
};

const api = new Api();
const store = new Store();
const messenger = new Messenger(api, store, showState);
const authView = new AuthView({
  logIn: async (username, password) => enter(await api.logIn(username, password)),
  signUp: async (username, password, displayName) => {
    await api.signUp(username, password, displayName);
    enter(await api.logIn(username, password));
  },
});
const listView = new ListView(store, {
  select: id => { location.hash = id; },
  find: async username => {
    const problem = await messenger.find(username);
    if (!problem) {
      location.hash = store.selected;
      chatView.focus();
    }
    return problem;
  },
  more: () => attempt(() => messenger.listMore()),
  logOut: async () => {
    await api.logOut().catch(() => {});
    leave();
  },
});
const chatView = new ChatView(store, {
  send: text => messenger.send(text),
  retry: pending => messenger.retry(pending),
  discard: pending => messenger.discard(pending),
  loadEarlier: () => messenger.loadEarlier(),
  back: () => { location.hash = ''; },
});

store.onChange = () => {
  listView.render();
  chatView.render();
  const unseen = store.list().filter(conversation => conversation.unseen).length;
  document.title = unseen ? `(${unseen}) ${TITLE}` : TITLE;
};
api.onSignedOut = error => leave(textOf(error));
window.addEventListener('hashchange', selectFromAddress);
window.addEventListener('online', () => messenger.hurry());
byId('status-action').addEventListener('click', () => attempt(() => messenger.resume()));
start();

/** Goes on with the session that this browser has, if any. */
async function start() {
  if (!api.hasSession()) {
    authView.show();
    return;
  }
  try {
    enter(await api.refresh());
  } catch (error) {
    if (error.status !== 401) {
      showStatus(textOf(error));
      setTimeout(start, 3_000);
    }
  }
}

function enter(session) {
  authView.hide();
  byId('chat').hidden = false;
  attempt(() => messenger.begin(session));
  selectFromAddress();
}

function leave(message = '') {
  messenger.end('signed out');
  store.clear();
  byId('chat').hidden = true;
  location.hash = '';
  authView.show(message);
}

function selectFromAddress() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (store.me && id !== store.selected) {
    messenger.select(/^d:\d+:\d+$/.test(id) ? id : null);
  }
}

async function attempt(action) {
  try {
    await action();
  } catch (error) {
    showStatus(textOf(error));
  }
}

function showState(name, reason) {
  byId('status-action').hidden = true;
  if (name === 'online') {
    showStatus('');
  } else if (name === 'connecting') {
    showStatus('Connecting…');
  } else if (reason === 4403) {
    leave('This device was logged out.');
  } else {
    showStopped(reason);
  }
}

function showStopped(reason) {
  showStatus(STOPPED[reason] ?? '');
  const button = byId('status-action');
  button.hidden = !STOPPED[reason];
  setText(button, reason === 4409 ? 'Use it here' : 'Connect again');
}

function showStatus(text) {
  setText(byId('status'), text);
}
