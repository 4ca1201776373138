import { useEffect, useRef, useState } from 'preact/hooks';
import { useClient, useTexts } from './app.js';
import { explain } from './errors.js';

/** Something that the user asks the server for. */
export interface Action {
  /** Does it; resolves to whether it was done. */
  run(what: () => Promise<unknown>): Promise<boolean>;
  busy: boolean;
  /** Why the last one failed, and what to do about it; empty when it did not. */
  problem: string;
}

/** @param beside whether one may begin while another is under way; else it is left out, as when a form is sent twice */
export function useAction(beside = false): Action {
  const texts = useTexts();
  const underWay = useRef(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ thrown: unknown }>();
  const run = async (what: () => Promise<unknown>) => {
    if (underWay.current > 0 && !beside) {
      return false;
    }
    underWay.current++;
    setBusy(true);
    setError(undefined);
    try {
      await what();
      return true;
    } catch (thrown) {
      setError({ thrown });
      return false;
    } finally {
      setBusy(--underWay.current > 0);
    }
  };
  return { run, busy, problem: error ? explain(error.thrown, texts) : '' };
}

/** Asks for what a screen shows, when it is opened; again once the connection is back, if that failed. */
export function useLoad(what: () => Promise<unknown>, inputs: unknown[] = []): Action {
  const { events } = useClient();
  const action = useAction();
  const now = useRef({ action, what });
  now.current = { action, what };
  const load = () => void now.current.action.run(() => now.current.what());
  useEffect(load, inputs);
  useEffect(() => events.on('connection', ({ name }) => {
    if (name === 'online' && now.current.action.problem !== '') {
      load();
    }
  }), [events]);
  return action;
}
