import type { ConnectionState } from '../../client/src/index.js';
import { CLOSED, browserEnvironment } from '../../client/src/index.js';
import { useEffect, useState } from 'preact/hooks';
import { useClient, useTexts } from '../state/app.js';
import type { Texts } from '../i18n/texts.js';
import './connection-banner.css';

/** A short loss is not worth a word. */
const SAY_AFTER_MS = 1_200;

/** Says when the page is not connected, what it does about it, and what its user can do. */
export function ConnectionBanner() {
  const client = useClient();
  const texts = useTexts();
  const state = useLasting(useConnection());
  const seconds = useCountdown(state.name === 'waiting' ? state.at : undefined);
  const text = describe(state, seconds, texts);
  const action = nameAction(state, texts);
  return (
    <div class="connection-place">
      <span class="unseen" role="status">{describe(state, undefined, texts)}</span>
      {text !== undefined && (
        <div class={`connection ${state.name}`}>
          {state.name === 'connecting' && <span class="spinner" />}
          <span class="connection-text">{text}</span>
          {action !== undefined && (
            <button class="button link" type="button" onClick={() => client.reconnect()}>{action}</button>
          )}
        </div>
      )}
    </div>
  );
}

function useConnection(): ConnectionState {
  const client = useClient();
  const [state, setState] = useState(client.connection);
  useEffect(() => client.events.on('connection', setState), [client]);
  return state;
}

/** The state, once it has lasted; good news and final news at once. */
function useLasting(state: ConnectionState): ConnectionState {
  const [shown, setShown] = useState<ConnectionState>({ name: 'online', transport: '' });
  const known = shown.name !== 'online';
  useEffect(() => {
    if (known || state.name === 'online' || state.name === 'stopped' || state.name === 'offline') {
      setShown(state);
      return undefined;
    }
    const timer = setTimeout(() => setShown(state), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [state, known]);
  return shown;
}

/** The seconds that are left until a time, told anew each second. */
function useCountdown(until: number | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === undefined) {
      return undefined;
    }
    const tell = () => setLeft(Math.max(1, Math.ceil((until - browserEnvironment.now()) / 1_000)));
    tell();
    const timer = setInterval(tell, 500);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

/** Read aloud without the seconds: a number a second is too much to listen to. */
function describe(state: ConnectionState, seconds: number | undefined, { connection }: Texts): string | undefined {
  switch (state.name) {
    case 'connecting': return connection.connecting;
    case 'waiting': return connection.waiting(seconds);
    case 'offline': return connection.offline;
    case 'stopped': return describeStop(state.code, connection);
    default: return undefined;
  }
}

function describeStop(code: number, connection: Texts['connection']): string | undefined {
  switch (code) {
    case CLOSED.REPLACED: return connection.elsewhere;
    case CLOSED.RATE_LIMITED: return connection.tooFast;
    case CLOSED.BAD_FRAME: return connection.misunderstood;
    default: return undefined;
  }
}

function nameAction(state: ConnectionState, { connection }: Texts): string | undefined {
  if (state.name === 'waiting' || state.name === 'offline') {
    return connection.now;
  }
  if (state.name === 'stopped') {
    return state.code === CLOSED.REPLACED ? connection.useHere : connection.again;
  }
  return undefined;
}
