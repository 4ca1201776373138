// What people are told when something fails.

/** A call that failed. `code` is the contract's, or `offline` when there was no answer at all. */
export class ApiError extends Error {
  constructor(status, problem, retryAfterSeconds) {
    super(problem.detail ?? problem.code);
    this.status = status;
    this.code = problem.code;
    this.field = problem.field;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const TEXTS = {
  offline: 'The server cannot be reached. Check your connection and try again.',
  bad_credentials: 'This username and password do not go together.',
  username_taken: 'This username is taken.',
  not_found: 'There is nothing here by that name.',
  access_denied: 'You may not do this.',
  text_too_long: 'This message is too long.',
  too_large: 'This message is too long.',
  unavailable: 'The server is not ready. Try again in a moment.',
  timeout: 'The server took too long. Try again.',
  internal: 'Something went wrong on the server. Try again.',
  token_reused: 'You were logged out. Log in again.',
  unauthenticated: 'You were logged out. Log in again.',
  token_expired: 'You were logged out. Log in again.',
};

/** A sentence for a failed call, or for a `failed` or `error` frame. */
export function textOf(error) {
  if (error.code === 'rate_limited') {
    return error.retryAfterSeconds > 1 ? `Too many tries. Wait ${waitText(error.retryAfterSeconds)}.` : 'Too fast. Wait a moment.';
  }
  return TEXTS[error.code] ?? error.message ?? 'Something went wrong.';
}

function waitText(seconds) {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
