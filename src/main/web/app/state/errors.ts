import { ApiError } from '../../client/src/index.js';
import type { Texts } from '../i18n/texts.js';

/** A sentence for what failed, with what to do about it. */
export function explain(error: unknown, texts: Texts): string {
  return error instanceof ApiError ? explainCode(error.code, texts, error.retryAfterMs) : texts.errors.other;
}

/** The same for a code of the contract. */
export function explainCode(code: string, texts: Texts, retryAfterMs = 0): string {
  const seconds = Math.ceil(retryAfterMs / 1_000);
  if (code === 'rate_limited' && seconds > 2) {
    return seconds < 90 ? texts.waitSeconds(seconds) : texts.waitMinutes(Math.ceil(seconds / 60));
  }
  return texts.errors[code as keyof Texts['errors']] ?? texts.errors.other;
}
