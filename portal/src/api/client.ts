import createClient from "openapi-fetch";
import { RequestFailure, readProblem } from "./problem";
import type { paths } from "./schema";

/** The REST interface of the server that this page came from. */
export const client = createClient<paths>({ headers: { accept: "application/json" } });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer, or a {@link RequestFailure}; a cancelled request stays cancelled. */
export async function body<T>(request: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    throw cause instanceof DOMException && cause.name === "AbortError"
      ? cause
      : new RequestFailure(undefined, undefined);
  });
  if (!response.ok || data === undefined) {
    throw new RequestFailure(response.status, readProblem(error));
  }
  return data;
}
