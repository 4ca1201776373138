import type { en, pushes } from './en.js';

/** All that the page says, in one language. A language is a file beside this one, named in `languages.ts`. */
export type Texts = typeof en;

export type PushTexts = typeof pushes;
