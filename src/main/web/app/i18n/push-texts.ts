import { pushes as en } from './en.js';
import { pushes as ko } from './ko.js';
import type { Language } from './languages.js';
import type { PushTexts } from './texts.js';

/** What notifications say in each language, without all else that a page says. */
export const PUSH_TEXTS: Record<Language, PushTexts> = { en, ko };
