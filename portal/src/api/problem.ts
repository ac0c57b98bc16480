import type { Problem } from "./model";

/** The server refused, or could not be reached (then there is no problem document). */
export class RequestFailure extends Error {
  readonly status: number | undefined;
  readonly problem: Problem | undefined;

  constructor(status: number | undefined, problem: Problem | undefined) {
    super(problem?.detail ?? problem?.title ?? "request failed");
    this.name = "RequestFailure";
    this.status = status;
    this.problem = problem;
  }

  /** True where the same request may go better later. */
  get passing(): boolean {
    return this.status === undefined || this.status === 429 || this.status >= 500;
  }
}

/** Reads the body of a refusal; undefined where it is no problem document, as from a proxy in between. */
export function readProblem(body: unknown): Problem | undefined {
  const isProblem = typeof body === "object" && body !== null && "title" in body && "status" in body;
  return isProblem ? (body as Problem) : undefined;
}

/** Failures that pass are tried again twice; refusals are final. */
export function shouldRetry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof RequestFailure && error.passing;
}
