/** What the tabs of one browser agree on. */
export interface Tabs {
  /** Runs one at a time over all tabs. */
  alone<T>(action: () => Promise<T>): Promise<T>;
  /** Tells the other tabs. */
  tell(news: TabNews): void;
  /** Hears of the other tabs. */
  hear(listener: (news: TabNews) => void): void;
}

export type TabNews =
  | { type: 'token'; user: string; token: string; lastsMs: number }
  | { type: 'signed-out'; user: string };

const NAME = 'parley.session';

export function browserTabs(): Tabs {
  const channel = new BroadcastChannel(NAME);
  return {
    alone: action => navigator.locks ? navigator.locks.request(NAME, action) as ReturnType<typeof action> : action(),
    tell: news => channel.postMessage(news),
    hear: listener => channel.addEventListener('message', (event: MessageEvent<TabNews>) => listener(event.data)),
  };
}
