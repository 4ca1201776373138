import type { ConversationId, MessageId, Timeline } from '../../client/src/index.js';
import { useEffect, useMemo } from 'preact/hooks';
import { useWorkspace } from '../state/app.js';
import { useRedraw } from '../state/store.js';
import type { Visible } from './virtual-list.js';

/** How many rows before an end of what is loaded more is asked for. */
const AHEAD = 30;

/** The messages of a conversation, for as long as it is shown; first those where what is new begins, after `readUpTo`. */
export function useTimeline(conversation: ConversationId, readUpTo: MessageId | undefined): Timeline {
  const workspace = useWorkspace();
  const redraw = useRedraw();
  const timeline = useMemo(() => workspace.timeline(conversation, redraw), [workspace, conversation]);
  useEffect(() => {
    void timeline.open(readUpTo);
    return () => workspace.release(timeline);
  }, [timeline]);
  return timeline;
}

/** Loads what one is about to scroll to, unless the last load failed. */
export function useLoadAhead(timeline: Timeline, visible: Visible | undefined, rows: number): void {
  useEffect(() => {
    if (!visible || timeline.loading !== undefined || timeline.error !== undefined) {
      return;
    }
    if (timeline.hasBefore && visible.first < AHEAD) {
      void timeline.loadBefore();
    } else if (timeline.hasAfter && visible.last > rows - AHEAD) {
      void timeline.loadAfter();
    }
  }, [timeline, visible, rows, timeline.loading]);
}
