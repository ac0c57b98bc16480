import type { Highlight } from "../../api/model";
import styles from "./HitName.module.css";
import { pieces } from "./pieces";

/** A line of the listing with the words of the question marked. */
export function Snippet({ highlight }: { highlight: Highlight }) {
  return (
    <span className={styles.snippet}>
      {pieces(highlight).map(({ from, text, marked }) => (marked ? <mark key={from}>{text}</mark> : text))}
    </span>
  );
}
