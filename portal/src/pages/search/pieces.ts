import type { Highlight } from "../../api/model";

interface Piece {
  readonly from: number;
  readonly text: string;
  readonly marked: boolean;
}

/** A snippet cut at its marks. */
export function pieces({ snippet, marks }: Pick<Highlight, "snippet" | "marks">): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    cut.push({ from: at, text: snippet.slice(at, from), marked: false });
    cut.push({ from, text: snippet.slice(from, to), marked: true });
    at = to;
  }
  cut.push({ from: at, text: snippet.slice(at), marked: false });
  return cut.filter(({ text }) => text !== "");
}
