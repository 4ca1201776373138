import { Store } from '../state/store.js';
import { en } from './en.js';
import type { Texts } from './texts.js';

/** A language that is spoken here; all but English are loaded when they are chosen. */
const LANGUAGES = {
  en: { name: 'English', load: () => Promise.resolve(en as Texts) },
  ko: { name: '한국어', load: () => import('./ko.js').then(module => module.ko) },
};

export type Language = keyof typeof LANGUAGES;

export const languages = Object.entries(LANGUAGES).map(([code, { name }]) => ({ code: code as Language, name }));

export interface Speech {
  language: Language;
  texts: Texts;
}

/** What is spoken now. */
export const speech = new Store<Speech>({ language: 'en', texts: en });

const KEY = 'parley.language';

/** Speaks another language from now on. */
export async function speak(language: Language): Promise<void> {
  const texts = await LANGUAGES[language].load();
  document.documentElement.lang = language;
  speech.set({ language, texts });
}

/** Chooses a language for this browser. */
export function choose(language: Language): Promise<void> {
  localStorage.setItem(KEY, language);
  return speak(language);
}

/** The language that was chosen, or the first of the browser's that is spoken here. */
export function preferred(): Language {
  const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages].map(tag => tag.split('-')[0]!);
  return wanted.find((tag): tag is Language => tag in LANGUAGES) ?? 'en';
}
