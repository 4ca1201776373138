import type { Client, ClientEvents, Workspace } from '../../client/src/index.js';
import { createContext } from 'preact';
import { useContext, useLayoutEffect, useMemo } from 'preact/hooks';
import { speech } from '../i18n/languages.js';
import type { Texts } from '../i18n/texts.js';
import { Times } from '../i18n/times.js';
import { useRedraw, useStore } from './store.js';

/** What every component may use. */
export interface App {
  client: Client;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useClient(): Client {
  const app = useContext(AppContext);
  if (!app) {
    throw new Error('there is no app around this component');
  }
  return app.client;
}

/** What the signed-in user has; only for components that are shown to one. */
export function useWorkspace(): Workspace {
  const { workspace } = useClient();
  if (!workspace) {
    throw new Error('nobody is signed in');
  }
  return workspace;
}

type Concerns = { [Name in keyof ClientEvents]?: (value: ClientEvents[Name]) => boolean };

/** Draws a component again when something happens that concerns it. */
export function useEvents(concerns: Concerns, inputs: unknown[] = []): void {
  const { events } = useClient();
  const redraw = useRedraw();
  useLayoutEffect(() => {
    const names = Object.keys(concerns) as (keyof ClientEvents)[];
    const ends = names.map(name => events.on(name, value => {
      if ((concerns[name] as (value: unknown) => boolean)(value)) {
        redraw();
      }
    }));
    return () => ends.forEach(end => end());
  }, [events, ...inputs]);
}

/** For events that concern a component whatever they say. */
export const always = () => true;

export function useTexts(): Texts {
  return useStore(speech).texts;
}

export function useTimes(): Times {
  const { clock } = useClient();
  const spoken = useStore(speech);
  return useMemo(() => new Times(spoken, () => clock.now()), [spoken, clock]);
}
