/** What to do when a socket was closed. */
export type AfterClose = 'stop' | 'refresh' | 'reconnect';

export const CLOSED = {
  /** No close code came: the network went, or the server. */
  LOST: 1006,
  BAD_FRAME: 4400,
  UNAUTHENTICATED: 4401,
  REVOKED: 4403,
  REPLACED: 4409,
  RATE_LIMITED: 4429,
  TOKEN_EXPIRED: 4501,
} as const;

/** 4000 to 4499 mean stop and 4500 to 4999 reconnect; a bad or old token asks for a fresh one first. */
export function afterClose(code: number): AfterClose {
  if (code === CLOSED.UNAUTHENTICATED || code === CLOSED.TOKEN_EXPIRED) {
    return 'refresh';
  }
  return code >= 4000 && code < 4500 ? 'stop' : 'reconnect';
}
