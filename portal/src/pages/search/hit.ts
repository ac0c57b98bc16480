import type { Hit, ServiceSummary } from "../../api/model";
import type { Sort } from "./state";

/** The parameters of a link to a service's page. */
export function serviceLink(service: Pick<ServiceSummary, "name">): { provider: string; service: string } {
  const slash = service.name.indexOf("/");
  return { provider: service.name.slice(0, slash), service: service.name.slice(slash + 1) };
}

/** What both forms of the list take; hits are undefined while the first answer is on its way. */
export interface HitsProps<State> {
  readonly hits: readonly Hit[] | undefined;
  readonly state: State;
  /** That is in force. */
  readonly order: Sort;
}
