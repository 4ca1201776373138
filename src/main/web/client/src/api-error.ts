/** A call that failed. `code` is the contract's, or `offline` when no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;
  readonly retryAfterMs: number;

  constructor(status: number, problem: { code: string; detail?: string; field?: string }, retryAfterSeconds = 0) {
    super(problem.detail ?? problem.code);
    this.status = status;
    this.code = problem.code;
    this.field = problem.field;
    this.retryAfterMs = retryAfterSeconds * 1_000;
  }

  /** Whether the session is over: only a login helps. */
  get endsSession(): boolean {
    return this.status === 401;
  }
}
