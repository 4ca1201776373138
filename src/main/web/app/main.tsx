import type { Environment } from '../client/src/index.js';
import {
  Client, IndexedDbStorage, MemoryStorage, browserAccountNotes, browserEnvironment, browserTabs, sockJs, sockJsOfEdge, webSocket,
} from '../client/src/index.js';
import { render } from 'preact';
import { forgetDrafts, keepDrafts } from './chat/drafts.js';
import { notify } from './notify/notifier.js';
import { keepSubscribed } from './notify/subscriber.js';
import { obeyWorker, worker } from './notify/worker.js';
import { Root } from './root.js';
import { preferred, speak } from './i18n/languages.js';
import { AppContext } from './state/app.js';
import { thisDevice } from './state/device.js';
import { listenToAddress } from './state/router.js';
import { applyTheme } from './state/theme.js';
import './styles/tokens.css';
import './styles/base.css';

const database = (user: string) => `parley-${user}`;

/** A browser may refuse to keep anything, as in some private windows: then the page works, but forgets. */
function makeClient(environment: Environment): Client {
  return new Client({
    api: new URL('api/v1', document.baseURI).href,
    device: thisDevice(),
    environment,
    tabs: browserTabs(),
    notes: browserAccountNotes,
    transports: [webSocket, sockJs(sockJsOfEdge)],
    storage: user => IndexedDbStorage.open(database(user)).catch(() => new MemoryStorage()),
    forget: user => {
      forgetDrafts(user);
      return IndexedDbStorage.drop(database(user)).catch(() => undefined);
    },
  });
}

async function start(): Promise<void> {
  applyTheme();
  listenToAddress();
  const client = makeClient(browserEnvironment);
  notify(client);
  obeyWorker(client);
  window.addEventListener('online', () => client.networkChanged(true));
  window.addEventListener('offline', () => client.networkChanged(false));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && client.woken());
  window.addEventListener('pagehide', keepDrafts);
  await Promise.all([speak(preferred()), client.start().catch(() => false)]);
  const place = document.getElementById('app')!;
  render(<AppContext.Provider value={{ client }}><Root /></AppContext.Provider>, place);
  keepSubscribed(client);
  void worker();
}

void start();
