import type { Conversation, MessageId } from '../../client/src/index.js';
import { useEffect, useRef, useState } from 'preact/hooks';

/** An id as ids are, and smaller than that of any message. */
const BEFORE_ALL = '1';

/**
 * Where what is new begins: after what was read when the chat was opened, or when the user looked away from it.
 *
 * @returns the read mark, and a way to say that nothing is new any more
 */
export function useDivider(conversation: Conversation): [MessageId | undefined, () => void] {
  const [readUpTo, setReadUpTo] = useState(conversation.unread > 0 ? conversation.readUpTo ?? BEFORE_ALL : undefined);
  const latest = useRef(conversation);
  latest.current = conversation;
  useEffect(() => {
    const lookAway = () => {
      const { unread, last } = latest.current;
      if (unread === 0 && last) {
        setReadUpTo(last.id);
      }
    };
    const onVisibility = () => document.visibilityState === 'hidden' && lookAway();
    window.addEventListener('blur', lookAway);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      window.removeEventListener('blur', lookAway);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, []);
  return [readUpTo, () => setReadUpTo(undefined)];
}
