import type { MessageId, Time, Timeline } from '../../client/src/index.js';
import { compareIds } from '../../client/src/index.js';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Row } from './rows.js';

const SHOW_FOR_MS = 2_000;

/** A message, or the first one at or after a time. */
export type Target = { id: MessageId } | { time: Time };

interface Jump {
  /** The key of the row that was jumped to, for a while. */
  found: string | undefined;
  to(target: Target): void;
  /** Goes where the last jump could not go, if that failed. */
  again: (() => void) | undefined;
}

/** Goes to a message, loads what lies around it when it is not there, and says for a moment which one it is. */
export function useJump(timeline: Timeline, rows: readonly Row[], show: (key: string) => void): Jump {
  const [target, setTarget] = useState<Target>();
  const [missed, setMissed] = useState<Target>();
  const [found, setFound] = useState<string>();
  const isLoading = timeline.loading === 'first';
  const hasFailed = timeline.error !== undefined;
  useLayoutEffect(() => {
    if (target && !isLoading) {
      const key = hasFailed ? undefined : keyOf(target, rows);
      if (key !== undefined) {
        show(key);
      }
      setFound(key);
      setMissed(hasFailed ? target : undefined);
      setTarget(undefined);
    } else if (!hasFailed) {
      setMissed(undefined);
    }
  }, [target, isLoading, hasFailed, rows]);
  useEffect(() => {
    const timer = setTimeout(() => setFound(undefined), SHOW_FOR_MS);
    return () => clearTimeout(timer);
  }, [found]);
  const to = (next: Target) => {
    if (!isShown(next, timeline)) {
      void timeline.jump('id' in next ? next.id : next.time);
    }
    setTarget(next);
  };
  return { found, to, again: missed && (() => to(missed)) };
}

/** A time is shown when messages from before and after it are. */
function isShown(target: Target, { messages, hasBefore, hasAfter }: Timeline): boolean {
  if ('id' in target) {
    return messages.some(message => message.id === target.id);
  }
  const [first, last] = [messages[0], messages.at(-1)];
  return first !== undefined && last !== undefined
    && (!hasBefore || at(first.at) < at(target.time)) && (!hasAfter || at(last.at) >= at(target.time));
}

/** The message itself or, when it is not there any more, the next one; the last one when the time is after all. */
function keyOf(target: Target, rows: readonly Row[]): string | undefined {
  const reached = (row: Row) => {
    const message = row.type === 'said' ? row.said.message : row.type === 'notice' ? row.message : undefined;
    return message !== undefined
      && ('id' in target ? compareIds(message.id, target.id) >= 0 : at(message.at) >= at(target.time));
  };
  return (rows.find(reached) ?? rows.at(-1))?.key;
}

function at(time: Time): number {
  return new Date(time).getTime();
}
