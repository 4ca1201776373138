import type { Message, Timeline } from '../../client/src/index.js';
import { useEffect } from 'preact/hooks';
import { always, useClient, useEvents, useWorkspace } from '../state/app.js';

/** Asks how far the user's last message has come, whenever nobody may have told: on opening it, and after a connection was lost. */
export function useProgress(timeline: Timeline, last: Message | undefined): void {
  const client = useClient();
  const workspace = useWorkspace();
  useEvents({ connection: always });
  const isOnline = client.connection.name === 'online';
  const isLoaded = timeline.loading !== 'first' && timeline.messages.length > 0;
  useEffect(() => {
    if (isOnline && isLoaded && last) {
      void workspace.receipts(last).catch(() => undefined);
    }
  }, [timeline, isOnline, isLoaded]);
}
