import { Store } from './store.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'parley.theme';

export const theme = new Store<Theme>(read());

/** Shows the chosen theme from now on. */
export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen);
  theme.set(chosen);
  applyTheme();
}

export function applyTheme(): void {
  if (theme.value === 'system') {
    delete document.documentElement.dataset['theme'];
  } else {
    document.documentElement.dataset['theme'] = theme.value;
  }
}

function read(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find(known => known === kept) ?? 'system';
}
