import { useState } from 'preact/hooks';
import { useTexts } from './app.js';
import { explain } from './errors.js';

/** Something that the user asks the server for. */
export interface Action {
  /** Does it, one at a time; resolves to whether it was done. */
  run(what: () => Promise<unknown>): Promise<boolean>;
  busy: boolean;
  /** Why the last one failed, and what to do about it; empty when it did not. */
  problem: string;
}

export function useAction(): Action {
  const texts = useTexts();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ thrown: unknown }>();
  const run = async (what: () => Promise<unknown>) => {
    if (busy) {
      return false;
    }
    setBusy(true);
    setError(undefined);
    try {
      await what();
      return true;
    } catch (thrown) {
      setError({ thrown });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem: error ? explain(error.thrown, texts) : '' };
}
