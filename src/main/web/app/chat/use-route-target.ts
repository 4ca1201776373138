import type { ConversationId } from '../../client/src/index.js';
import { useEffect } from 'preact/hooks';
import { forgetTarget, route } from '../state/router.js';
import { useStore } from '../state/store.js';
import type { ListControl } from './message-list.js';

/** Shows the message that the address names, once; so that the same can be asked for again. */
export function useRouteTarget(id: ConversationId, list: { current: ListControl | null }): void {
  const here = useStore(route);
  const target = here.name === 'chat' && here.conversation === id ? here.message : undefined;
  useEffect(() => {
    if (target !== undefined) {
      list.current?.jump({ id: target });
      forgetTarget();
    }
  }, [target]);
}
